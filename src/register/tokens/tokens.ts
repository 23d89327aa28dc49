import type { DataSource } from 'typeorm';
import { type FieldFault, fail } from '../../errors/errors.ts';
import { selectList } from '../../graphql/relations/columns.ts';
import type { Reader } from '../../sql/reader.ts';
import { clientOf } from '../../sql/rowWriter.ts';
import { sql, value } from '../../sql/sql.ts';
import { INPUT_INVALID, TOKEN_NAME_TAKEN, TOKEN_ROTATING, TOKEN_UNKNOWN } from '../registerErrors.ts';
import type { TokenRole } from '../roles.ts';
import type { Writer } from '../writer.ts';
import { writerOn } from '../writer.ts';
import { AccessToken } from './AccessToken.ts';
import { digestOf, makeToken, prefixOf } from './token.ts';
import { secretToMakeWith, type TokenKeys } from './tokenKeys.ts';

/** A token as it is made: `token` is itself, and is kept nowhere. */
export interface MadeToken {
  readonly key: number;
  readonly token: string;
  readonly name: string;
  readonly role: TokenRole;
  readonly expiresAt: Date;
}

/** A token that replaces another, which stays in force until `formerEndsAt`. */
export interface RotatedToken extends MadeToken {
  readonly formerEndsAt: Date;
  /** Those that it replaces, as they were. */
  readonly former: readonly FormerToken[];
}

/** A token that was replaced, and until when it would have been in force. */
export interface FormerToken {
  readonly key: number;
  readonly expiresAt: Date;
}

/** The longest life of a token, in days. */
export const LONGEST_LIFE = 366;
/** How long two tokens of one name may both be in force, in days. */
export const LONGEST_OVERLAP = 90;

const DAY = 86_400_000;

/** Makes a token. Refuses a name that a token in force has: the journal tells tokens apart by name. */
export async function createToken(
  dataSource: DataSource,
  keys: TokenKeys,
  { name, role, expiresAt }: { name: string; role: TokenRole; expiresAt: Date },
): Promise<MadeToken> {
  refuseFaults([...faultsOfName(name), ...faultsOfLife(expiresAt)]);
  return oneAtATime(dataSource, async (writer) => {
    if ((await inForce(writer, name)).length > 0) fail(TOKEN_NAME_TAKEN, { name });
    return make(writer, keys, { name, role, expiresAt });
  });
}

/** All tokens that were ever made, by name. */
export async function listTokens(reader: Reader): Promise<AccessToken[]> {
  return reader.rows<AccessToken>(
    sql`SELECT ${selectList(AccessToken, 't')} FROM access_token t ORDER BY t.name COLLATE "C", t.id`,
  );
}

/** Ends the tokens of a name, at once; how many were in force. */
export async function revokeToken(dataSource: DataSource, name: string): Promise<number> {
  return oneAtATime(dataSource, async (writer) => {
    const tokens = await known(writer, name);
    for (const { key } of tokens) await end(writer, key);
    return tokens.length;
  });
}

/**
 * Makes a second token of the same name, role and length of life. The former stays in force for `overlap` days, so
 * that whoever uses it can change over; 0 ends it at once. Two tokens at most are in force under a name.
 */
export async function rotateToken(
  dataSource: DataSource,
  keys: TokenKeys,
  name: string,
  overlap: number,
): Promise<RotatedToken> {
  refuseFaults(
    Number.isInteger(overlap) && overlap >= 0 && overlap <= LONGEST_OVERLAP
      ? []
      : [{ path: 'overlap', problem: `${overlap} is not a number of days from 0 to ${LONGEST_OVERLAP}` }],
  );
  return oneAtATime(dataSource, async (writer) => {
    const tokens = await known(writer, name);
    const [latest, former] = tokens;
    if (former && overlap > 0) fail(TOKEN_ROTATING, { name, until: former.expiresAt.toISOString() });
    const now = Date.now();
    const life = latest.expiresAt.getTime() - latest.createdAt.getTime();
    const formerEndsAt = new Date(Math.min(latest.expiresAt.getTime(), now + overlap * DAY));
    if (overlap > 0) await writer.update('access_token', latest.key, { expires_at: formerEndsAt });
    // Made before the others end: as long as one is in force, its secret is checked.
    const made = await make(writer, keys, { name, role: latest.role, expiresAt: new Date(now + life) });
    if (overlap === 0) for (const { key } of tokens) await end(writer, key);
    return { ...made, formerEndsAt, former: tokens.map(({ key, expiresAt }) => ({ key, expiresAt })) };
  });
}

/** Takes back a token that nobody could read: it is revoked, and those that it replaced are in force as before. */
export function withdrawToken(dataSource: DataSource, key: number, former: readonly FormerToken[]): Promise<void> {
  return oneAtATime(dataSource, async (writer) => {
    await end(writer, key);
    for (const { key: replaced, expiresAt } of former) {
      await writer.update('access_token', replaced, { expires_at: expiresAt, revoked_at: null });
    }
  });
}

function faultsOfName(name: string): FieldFault[] {
  // An « @ » would be an address: tokens are named after what uses them, never after who.
  const isName = /^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,99}$/u.test(name) && name === name.normalize('NFC').trim();
  if (isName) return [];
  return [{ path: 'name', problem: 'is not 1 to 100 letters, digits, spaces, dots, hyphens or low lines' }];
}

function faultsOfLife(expiresAt: Date): FieldFault[] {
  const days = (expiresAt.getTime() - Date.now()) / DAY;
  if (days > 0 && days <= LONGEST_LIFE) return [];
  return [{ path: 'expiresAt', problem: `is not within the next ${LONGEST_LIFE} days` }];
}

function refuseFaults(fields: readonly FieldFault[]): void {
  if (fields.length > 0) fail(INPUT_INVALID, { fields });
}

/** One transaction; two at once would each find the name free. Requests that come with a token hardly wait. */
function oneAtATime<R>(dataSource: DataSource, work: (writer: Writer) => Promise<R>): Promise<R> {
  return dataSource.transaction(async (manager) => {
    const client = await clientOf(manager);
    await client.query('LOCK TABLE access_token IN SHARE ROW EXCLUSIVE MODE');
    return work(writerOn(client));
  });
}

/** The tokens in force under a name, the latest first. */
function inForce(reader: Reader, name: string): Promise<AccessToken[]> {
  return reader.rows<AccessToken>(
    sql`SELECT ${selectList(AccessToken, 't')} FROM access_token t
        WHERE t.name = ${value(name)} AND t.revoked_at IS NULL AND t.expires_at > now() ORDER BY t.id DESC`,
  );
}

async function known(reader: Reader, name: string): Promise<[AccessToken, ...AccessToken[]]> {
  const [latest, ...others] = await inForce(reader, name);
  if (!latest) return fail(TOKEN_UNKNOWN, { name });
  return [latest, ...others];
}

function end(writer: Writer, key: number): Promise<void> {
  return writer.update('access_token', key, { revoked_at: new Date() });
}

async function make(
  writer: Writer,
  keys: TokenKeys,
  { name, role, expiresAt }: { name: string; role: TokenRole; expiresAt: Date },
): Promise<MadeToken> {
  const secret = await secretToMakeWith(writer, keys);
  const token = makeToken(keys.environment);
  const key = await writer.insert('access_token', {
    name,
    role,
    prefix: prefixOf(token),
    digest: digestOf(token, secret),
    expires_at: expiresAt,
  });
  return { key, token, name, role, expiresAt };
}
