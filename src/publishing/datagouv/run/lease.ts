import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import type { Pool } from 'pg';
import { fail } from '../../../errors/errors.ts';
import { errorCode } from '../../../files/systemError.ts';
import { PUBLICATION_LEASE_LOST } from '../../publishingErrors.ts';

/** The right to publish. One process at a time holds the lease, for a limited time that it renews. */
export interface Lease {
  /** The fencing token: it increases with each holder. */
  readonly token: number;
  /** Renews the lease. Throws PUBLICATION_LEASE_LOST if it has expired. Called before each write. */
  renew(): Promise<void>;
  release(): Promise<void>;
}

export const LEASE_MS = 60_000;

/**
 * Acquires the lease; null if another process holds it. The lease of a process that has ended is taken over: at once if it ran on
 * this machine, otherwise when the lease expires. Times are those of the database clock.
 */
export async function acquireLease(pool: Pool, durationMs = LEASE_MS): Promise<Lease | null> {
  const holder = `${hostname()} ${process.pid} ${randomUUID()}`;
  const { rows: current } = await pool.query<{ holder: string | null }>('SELECT holder FROM publisher_lease');
  const endedHolder = current[0]?.holder && hasEnded(current[0].holder) ? current[0].holder : null;
  const { rows } = await pool.query<{ token: number }>(
    `UPDATE publisher_lease SET holder = $1, token = token + 1, expires_at = now() + $2 * interval '1 millisecond'
     WHERE holder IS NULL OR expires_at <= now() OR holder = $3 RETURNING token`,
    [holder, durationMs, endedHolder],
  );
  const token = rows[0]?.token;
  if (token === undefined) return null;

  const tryToRenew = async (): Promise<boolean> => {
    const { rowCount } = await pool.query(
      `UPDATE publisher_lease SET expires_at = now() + $2 * interval '1 millisecond'
       WHERE token = $1 AND holder = $3 AND expires_at > now()`,
      [token, durationMs, holder],
    );
    return rowCount === 1;
  };
  // Renew the lease during long uploads and waits. A stopped process (SIGSTOP) does not run this timer and loses its lease. An
  // error here is ignored: it occurs again in `renew`, which throws it.
  const timer = setInterval(() => void tryToRenew().catch(() => false), durationMs / 3).unref();
  return {
    token,
    async renew() {
      if (await tryToRenew()) return;
      clearInterval(timer);
      fail(PUBLICATION_LEASE_LOST);
    },
    async release() {
      clearInterval(timer);
      await pool.query("UPDATE publisher_lease SET holder = NULL, expires_at = '-infinity' WHERE token = $1", [token]);
    },
  };
}

function hasEnded(holder: string): boolean {
  const [host, pid] = holder.split(' ');
  if (host !== hostname() || !pid) return false;
  try {
    process.kill(Number(pid), 0);
    return false;
  } catch (error) {
    return errorCode(error) === 'ESRCH';
  }
}
