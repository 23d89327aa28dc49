import { fail } from '../../errors/errors.ts';
import type { Reader } from '../../sql/reader.ts';
import { sql, value } from '../../sql/sql.ts';
import { TOKEN_SECRET_CHANGED } from '../registerErrors.ts';
import { tokenDigest } from './token.ts';

/** The secret of an installation's token digests. */
export interface TokenSecretStore {
  /** The environment of its tokens. */
  readonly environment: string;
  /** The secret, or null if there is none yet. */
  read(): Promise<string | null>;
  /** The secret; creates it if there is none. */
  readOrCreate(): Promise<string>;
}

/**
 * Throws TOKEN_SECRET_CHANGED if the secret is not that of the valid tokens: none of them would be recognized. Without
 * valid tokens, any secret will do.
 */
export async function checkTokenSecret(reader: Reader, keys: TokenSecretStore): Promise<void> {
  const [row] = await reader.rows<{ check: string | null }>(
    sql`SELECT token_key_check AS "check" FROM register
        WHERE EXISTS (SELECT FROM access_token WHERE revoked_at IS NULL AND expires_at > now())`,
  );
  if (!row?.check) return;
  const secret = await keys.read();
  if (secret === null || checkOf(secret) !== row.check) fail(TOKEN_SECRET_CHANGED);
}

/** The secret for a new token. The register stores a check of it. */
export async function secretForNewToken(reader: Reader, keys: TokenSecretStore): Promise<string> {
  // First: `make` could create a secret that is not that of the valid tokens.
  await checkTokenSecret(reader, keys);
  const secret = await keys.readOrCreate();
  const check = checkOf(secret);
  await reader.rows(
    sql`UPDATE register SET token_key_check = ${value(check)} WHERE token_key_check IS DISTINCT FROM ${value(check)}`,
  );
  return secret;
}

// No token has the text `check`: its digest identifies the secret and authenticates nothing.
function checkOf(secret: string): string {
  return tokenDigest('check', secret);
}
