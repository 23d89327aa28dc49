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
 * Authenticates a token. A mistyped one, or one of another environment, is rejected without a statement. All errors are
 * the same (UNAUTHENTICATED): they do not reveal which tokens were once valid.
 */
export async function authenticateToken(reader: Reader, keys: TokenSecretStore, token: string): Promise<Actor> {
  if (tokenEnvironment(token) !== keys.environment) return rejectToken();
  const secret = await keys.read();
  if (secret === null) return rejectToken();
  const [found] = await reader.rows<Actor & { key: number; toStamp: boolean }>(
    sql`SELECT id AS key, name, role, coalesce(last_used_at <= now() - interval '1 minute', true) AS "toStamp"
        FROM access_token
        WHERE digest = ${value(tokenDigest(token, secret))} AND revoked_at IS NULL AND expires_at > now()`,
  );
  if (!found) return rejectToken();
  const { key, name, role, toStamp } = found;
  if (toStamp) {
    await recordUse(reader, key).catch((error: unknown) => {
      // Without space to write, tokens still read.
      if (knownDatabaseError(error)?.code !== DATABASE_FULL.code) throw error;
    });
  }
  return { name, role };
}

// At most once a minute, also for concurrent requests. The time shows which tokens are no longer used.
async function recordUse(reader: Reader, key: number): Promise<void> {
  await reader.rows(
    sql`UPDATE access_token SET last_used_at = now()
        WHERE id = ${value(key)} AND coalesce(last_used_at <= now() - interval '1 minute', true)`,
  );
}

function rejectToken(): never {
  fail(UNAUTHENTICATED, { problem: 'this token is not in force' });
}
