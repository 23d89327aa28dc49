import { z } from 'zod';
import { dayInParis } from '../../graphql/context.ts';
import { TokenRole } from '../../register/roles.ts';
import type { AccessToken } from '../../register/tokens/AccessToken.ts';
import {
  type CreatedToken,
  createToken,
  listTokens,
  MAX_LIFE_DAYS,
  type ReplacedToken,
  revokeToken,
  rotateToken,
  withdrawToken,
} from '../../register/tokens/tokens.ts';
import { readerOn } from '../../sql/reader.ts';
import { DAY_MS } from '../../values/calendar.ts';
import { tokenSecretStore } from '../installation/secrets.ts';
import { type CommandRequest, remoteCommand } from '../remote/remoteCommand.ts';
import { table } from '../terminal/output.ts';

const name = z.string();
const json = z.boolean().default(false);

export const createCommand = remoteCommand(
  z.object({ name, role: z.enum(TokenRole), days: z.int().min(1).max(MAX_LIFE_DAYS), json }),
  async ({ database, settings }, input) => {
    const expiresAt = new Date(Date.now() + input.days * DAY_MS);
    const made = await createToken(database.dataSource, tokenSecretStore(settings), { ...input, expiresAt });
    return { text: input.json ? JSON.stringify(withoutKey(made)) : describeNew(made), undo: withdrawal(made.key, []) };
  },
);

const Former = z.object({ key: z.int(), expiresAt: z.coerce.date() });

/** Undoes `token create` and `token rotate`. Only other commands execute it. */
export const withdrawCommand = remoteCommand(
  z.object({ key: z.int(), former: z.array(Former) }),
  async ({ database }, { key, former }) => {
    await withdrawToken(database.dataSource, key, former);
    return 'The token that could not be printed was revoked.';
  },
);

function withdrawal(key: number, former: readonly ReplacedToken[]): CommandRequest {
  return { command: 'token withdraw', input: { key, former } };
}

export const listCommand = remoteCommand(z.object({ json }), async ({ database }, input) => {
  const tokens = await listTokens(readerOn(database.pool));
  if (input.json) return JSON.stringify(tokens.map(withoutDigest));
  if (tokens.length === 0) return 'There is no token yet. Create one with registre token create.';
  return table(
    ['name', 'role', 'prefix', 'state', 'created', 'expires', 'last used'],
    tokens.map((token) => [
      token.name,
      token.role.toLowerCase(),
      token.prefix,
      stateOf(token).toLowerCase(),
      dayInParis(token.createdAt),
      dayInParis(token.expiresAt),
      token.lastUsedAt ? dayInParis(token.lastUsedAt) : 'never',
    ]),
  );
});

export const revokeCommand = remoteCommand(z.object({ name }), async ({ database }, input) => {
  const revoked = await revokeToken(database.dataSource, input.name);
  return `Revoked ${revoked === 1 ? `the token ${input.name}` : `both tokens named ${input.name}`}. The server rejects ${revoked === 1 ? 'it' : 'them'} from now on.`;
});

export const rotateCommand = remoteCommand(
  z.object({ name, overlap: z.int(), json }),
  async ({ database, settings }, input) => {
    const secretStore = tokenSecretStore(settings);
    const { former: replaced, ...made } = await rotateToken(
      database.dataSource,
      secretStore,
      input.name,
      input.overlap,
    );
    const undo = withdrawal(made.key, replaced);
    if (input.json) return { text: JSON.stringify(withoutKey(made)), undo };
    const former =
      input.overlap === 0
        ? 'The old token is revoked.'
        : `The old token is valid until ${dayInParis(made.formerEndsAt)}. Replace it by then.`;
    return { text: `${describeNew(made)}\n${former}`, undo };
  },
);

function describeNew({ token, name: named, role, expiresAt }: CreatedToken): string {
  return [
    token,
    '',
    `Store this token now: it cannot be printed again. ${named} has the role ${role.toLowerCase()} until ${dayInParis(expiresAt)}.`,
  ].join('\n');
}

function withoutKey<T extends { role: TokenRole; key: number }>(made: T): Omit<T, 'role' | 'key'> & { role: string } {
  const { key: _key, role, ...shown } = made;
  return { ...shown, role: role.toLowerCase() };
}

function withoutDigest(token: AccessToken) {
  const { digest: _digest, ...shown } = token;
  return { ...withoutKey(shown), state: stateOf(token) };
}

function stateOf({ revokedAt, expiresAt }: AccessToken): 'ACTIVE' | 'EXPIRED' | 'REVOKED' {
  if (revokedAt !== null) return 'REVOKED';
  return expiresAt.getTime() > Date.now() ? 'ACTIVE' : 'EXPIRED';
}
