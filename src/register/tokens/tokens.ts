import type { DataSource } from 'typeorm';
import { poolOf } from '../../database/database.ts';
import { inTransaction } from '../../database/transaction.ts';
import { type FieldError, fail } from '../../errors/errors.ts';
import { selectList } from '../../graphql/relations/columns.ts';
import type { Reader } from '../../sql/reader.ts';
import { sql, value } from '../../sql/sql.ts';
import { DAY_MS } from '../../values/calendar.ts';
import { INPUT_INVALID, TOKEN_NAME_TAKEN, TOKEN_ROTATING, TOKEN_UNKNOWN } from '../registerErrors.ts';
import type { TokenRole } from '../roles.ts';
import { type TableWriter, tableWriter } from '../tableWriter.ts';
import { AccessToken } from './AccessToken.ts';
import { generateToken, tokenDigest, tokenPrefix } from './token.ts';
import { secretForNewToken, type TokenSecretStore } from './tokenSecret.ts';

/** The properties of a token to create. */
interface NewToken {
  readonly name: string;
  readonly role: TokenRole;
  readonly expiresAt: Date;
}

/** A token that was just created, with its text, which is not stored. */
export interface CreatedToken extends NewToken {
  readonly key: number;
  readonly token: string;
}

/** A token that a new one replaced, with its former expiry. */
export interface ReplacedToken {
  readonly key: number;
  readonly expiresAt: Date;
}

/** The maximum validity of a token, in days. */
export const MAX_LIFE_DAYS = 366;
/** The maximum time that two tokens of one name are both valid, in days. */
export const MAX_OVERLAP_DAYS = 90;

/** Creates a token. Throws TOKEN_NAME_TAKEN if a valid token has the name: the journal identifies tokens by name. */
export async function createToken(
  dataSource: DataSource,
  secretStore: TokenSecretStore,
  given: NewToken,
): Promise<CreatedToken> {
  const fields: FieldError[] = [];
  // Without `@`, so that no e-mail address is a name: a token is named after the program that uses it, not after a person.
  if (!/^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,99}$/u.test(given.name) || given.name !== given.name.normalize('NFC').trim()) {
    fields.push({
      path: 'name',
      problem: 'must have 1 to 100 letters, digits, spaces, dots, hyphens or underscores, the first a letter or digit',
    });
  }
  const days = (given.expiresAt.getTime() - Date.now()) / DAY_MS;
  if (!(days > 0 && days <= MAX_LIFE_DAYS)) {
    fields.push({ path: 'expiresAt', problem: `must be within the next ${MAX_LIFE_DAYS} days` });
  }
  if (fields.length > 0) fail(INPUT_INVALID, { fields });
  return withLock(dataSource, async (writer) => {
    if ((await validTokens(writer, given.name)).length > 0) fail(TOKEN_NAME_TAKEN, { name: given.name });
    return insertToken(writer, secretStore, given);
  });
}

/** All tokens, also expired and revoked ones, by name. */
export async function listTokens(reader: Reader): Promise<AccessToken[]> {
  return reader.rows<AccessToken>(
    sql`SELECT ${selectList(AccessToken, 't')} FROM access_token t ORDER BY t.name COLLATE "C", t.id`,
  );
}

/** Revokes the valid tokens of a name. Returns their number. */
export async function revokeToken(dataSource: DataSource, name: string): Promise<number> {
  return withLock(dataSource, async (writer) => {
    const tokens = await requireTokens(writer, name);
    for (const { key } of tokens) await revoke(writer, key);
    return tokens.length;
  });
}

/**
 * Creates a second token with the same name, role and validity. The former token stays valid for `overlap` days, so that its
 * user can replace it; 0 revokes it now. A name has at most two valid tokens.
 */
export async function rotateToken(
  dataSource: DataSource,
  secretStore: TokenSecretStore,
  name: string,
  overlap: number,
): Promise<CreatedToken & { readonly formerEndsAt: Date; readonly former: readonly ReplacedToken[] }> {
  if (!Number.isInteger(overlap) || overlap < 0 || overlap > MAX_OVERLAP_DAYS) {
    const problem = `must be a number of days between 0 and ${MAX_OVERLAP_DAYS} (got ${overlap})`;
    fail(INPUT_INVALID, { fields: [{ path: 'overlap', problem }] });
  }
  return withLock(dataSource, async (writer) => {
    const tokens = await requireTokens(writer, name);
    const [latest, former] = tokens;
    if (former && overlap > 0) fail(TOKEN_ROTATING, { name, until: former.expiresAt.toISOString() });
    const now = Date.now();
    const life = latest.expiresAt.getTime() - latest.createdAt.getTime();
    const formerEndsAt = new Date(Math.min(latest.expiresAt.getTime(), now + overlap * DAY_MS));
    if (overlap > 0) await writer.update('access_token', latest.key, { expires_at: formerEndsAt });
    // Before the former tokens are revoked, because the secret is checked only while a token is valid.
    const created = await insertToken(writer, secretStore, {
      name,
      role: latest.role,
      expiresAt: new Date(now + life),
    });
    if (overlap === 0) for (const { key } of tokens) await revoke(writer, key);
    return { ...created, formerEndsAt, former: tokens.map(({ key, expiresAt }) => ({ key, expiresAt })) };
  });
}

/** Undoes the creation of a token whose text could not be displayed: revokes it, and restores the tokens that it replaced. */
export function withdrawToken(dataSource: DataSource, key: number, former: readonly ReplacedToken[]): Promise<void> {
  return withLock(dataSource, async (writer) => {
    await revoke(writer, key);
    for (const { key: replaced, expiresAt } of former) {
      await writer.update('access_token', replaced, { expires_at: expiresAt, revoked_at: null });
    }
  });
}

/**
 * Runs one transaction at a time, so that two can't both find a name free. Tokens can still be authenticated: the lock allows
 * reads, and the update of `last_used_at` waits.
 */
function withLock<R>(dataSource: DataSource, work: (writer: TableWriter) => Promise<R>): Promise<R> {
  return inTransaction(poolOf(dataSource), async (client) => {
    await client.query('BEGIN; LOCK TABLE access_token IN SHARE ROW EXCLUSIVE MODE');
    const result = await work(tableWriter(client));
    await client.query('COMMIT');
    return result;
  });
}

/** The valid tokens of a name, newest first. */
function validTokens(reader: Reader, name: string): Promise<AccessToken[]> {
  return reader.rows<AccessToken>(
    sql`SELECT ${selectList(AccessToken, 't')} FROM access_token t
        WHERE t.name = ${value(name)} AND t.revoked_at IS NULL AND t.expires_at > now() ORDER BY t.id DESC`,
  );
}

async function requireTokens(reader: Reader, name: string): Promise<[AccessToken, ...AccessToken[]]> {
  const [latest, ...others] = await validTokens(reader, name);
  if (!latest) return fail(TOKEN_UNKNOWN, { name });
  return [latest, ...others];
}

function revoke(writer: TableWriter, key: number): Promise<void> {
  return writer.update('access_token', key, { revoked_at: new Date() });
}

async function insertToken(
  writer: TableWriter,
  secretStore: TokenSecretStore,
  { name, role, expiresAt }: NewToken,
): Promise<CreatedToken> {
  const secret = await secretForNewToken(writer, secretStore);
  const token = generateToken(secretStore.environment);
  const [prefix, digest] = [tokenPrefix(token), tokenDigest(token, secret)];
  const key = await writer.insert('access_token', { name, role, prefix, digest, expires_at: expiresAt });
  return { key, token, name, role, expiresAt };
}
