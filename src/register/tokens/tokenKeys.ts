import { fail } from '../../errors/errors.ts';
import type { Reader } from '../../sql/reader.ts';
import { sql, value } from '../../sql/sql.ts';
import { TOKEN_SECRET_CHANGED } from '../registerErrors.ts';
import { digestOf } from './token.ts';

/** What an installation makes and recognizes its tokens with. */
export interface TokenKeys {
  /** The environment that its tokens are good for. */
  readonly environment: string;
  /** The secret of their digests, or null as long as none was made. */
  known(): Promise<string | null>;
  /** The same, made if there is none. */
  make(): Promise<string>;
}

/**
 * Refuses a secret that is not the one of the tokens in force, with TOKEN_SECRET_CHANGED: they would all be unknown.
 * Where no token is in force any more, any secret will do.
 */
export async function checkTokenKeys(reader: Reader, keys: TokenKeys): Promise<void> {
  const check = await checkInForce(reader);
  if (check === null) return;
  const secret = await keys.known();
  if (secret === null || checkOf(secret) !== check) fail(TOKEN_SECRET_CHANGED);
}

/** The secret to make a token with; the register then remembers which one it is. */
export async function secretToMakeWith(reader: Reader, keys: TokenKeys): Promise<string> {
  // Before any is made: a new one would not be that of the tokens in force.
  await checkTokenKeys(reader, keys);
  const secret = await keys.make();
  const check = checkOf(secret);
  await reader.rows(
    sql`UPDATE register SET token_key_check = ${value(check)} WHERE token_key_check IS DISTINCT FROM ${value(check)}`,
  );
  return secret;
}

async function checkInForce(reader: Reader): Promise<string | null> {
  const [row] = await reader.rows<{ check: string | null }>(
    sql`SELECT token_key_check AS "check" FROM register
        WHERE EXISTS (SELECT FROM access_token WHERE revoked_at IS NULL AND expires_at > now())`,
  );
  return row?.check ?? null;
}

// No token is `check`: the digest of that text tells which secret it is, and opens nothing.
function checkOf(secret: string): string {
  return digestOf('check', secret);
}
