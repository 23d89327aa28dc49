import { DATABASE_FULL } from '../../database/databaseErrors.ts';
import { knownDatabaseError } from '../../database/knownDatabaseError.ts';
import { fail } from '../../errors/errors.ts';
import type { Reader } from '../../sql/reader.ts';
import { sql, value } from '../../sql/sql.ts';
import type { Actor } from '../Actor.ts';
import { UNAUTHENTICATED } from '../registerErrors.ts';
import { tokenDigest, tokenEnvironment } from './token.ts';
import type { TokenSecretStore } from './tokenSecret.ts';

/**
 * Authenticates a token. A mistyped token, or one of another environment, is rejected without a statement. Every invalid
 * token gets the same error (UNAUTHENTICATED), which does not reveal whether the token was once valid.
 */
export async function authenticateToken(reader: Reader, secretStore: TokenSecretStore, token: string): Promise<Actor> {
  if (tokenEnvironment(token) !== secretStore.environment) return rejectToken();
  const secret = await secretStore.read();
  if (secret === null) return rejectToken();
  const [found] = await reader.rows<Actor & { key: number; isUseOutdated: boolean }>(
    sql`SELECT id AS key, name, role, coalesce(last_used_at <= now() - interval '1 minute', true) AS "isUseOutdated"
        FROM access_token
        WHERE digest = ${value(tokenDigest(token, secret))} AND revoked_at IS NULL AND expires_at > now()`,
  );
  if (!found) return rejectToken();
  const { key, name, role, isUseOutdated } = found;
  if (isUseOutdated) {
    await recordUse(reader, key).catch((error: unknown) => {
      // On a full disk, requests that only read still work.
      if (knownDatabaseError(error)?.code !== DATABASE_FULL.code) throw error;
    });
  }
  return { name, role };
}

// Writes at most once a minute, also for concurrent requests. `registre token list` shows the time, to find unused tokens.
async function recordUse(reader: Reader, key: number): Promise<void> {
  await reader.rows(
    sql`UPDATE access_token SET last_used_at = now()
        WHERE id = ${value(key)} AND coalesce(last_used_at <= now() - interval '1 minute', true)`,
  );
}

function rejectToken(): never {
  fail(UNAUTHENTICATED, { problem: 'The token is invalid, expired or revoked' });
}
