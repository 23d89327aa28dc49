import { fail } from '../../errors/errors.ts';
import type { Reader } from '../../sql/reader.ts';
import { sql, value } from '../../sql/sql.ts';
import { TOKEN_SECRET_CHANGED } from '../registerErrors.ts';
import { tokenDigest } from './token.ts';

/** Reads or creates the secret that an installation computes token digests with. */
export interface TokenSecretStore {
  /** The environment in the text of its tokens. */
  readonly environment: string;
  /** Returns the secret, or null if there is none yet. */
  read(): Promise<string | null>;
  /** Returns the secret, and creates it if there is none. */
  readOrCreate(): Promise<string>;
}

/**
 * Throws TOKEN_SECRET_CHANGED if the valid tokens were created with another secret, so that none would be recognized. Without
 * valid tokens, every secret is accepted.
 */
export async function checkTokenSecret(reader: Reader, secretStore: TokenSecretStore): Promise<void> {
  const [row] = await reader.rows<{ check: string | null }>(
    sql`SELECT token_key_check AS "check" FROM register
        WHERE EXISTS (SELECT FROM access_token WHERE revoked_at IS NULL AND expires_at > now())`,
  );
  if (!row?.check) return;
  const secret = await secretStore.read();
  if (secret === null || checkOf(secret) !== row.check) fail(TOKEN_SECRET_CHANGED);
}

/** The secret for a new token. Stores its check in the register. */
export async function secretForNewToken(reader: Reader, secretStore: TokenSecretStore): Promise<string> {
  // Before `readOrCreate`, which could create a secret other than that of the valid tokens.
  await checkTokenSecret(reader, secretStore);
  const secret = await secretStore.readOrCreate();
  const check = checkOf(secret);
  await reader.rows(
    sql`UPDATE register SET token_key_check = ${value(check)} WHERE token_key_check IS DISTINCT FROM ${value(check)}`,
  );
  return secret;
}

// A digest that identifies the secret. It authenticates nothing, because no token has the text `check`.
function checkOf(secret: string): string {
  return tokenDigest('check', secret);
}
