import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import type { Pool } from 'pg';
import { fail } from '../../../errors/errors.ts';
import { errorCode } from '../../../files/systemError.ts';
import { PUBLICATION_LEASE_LOST } from '../../publishingErrors.ts';

/** The right to publish: one process at a time has it, and only as long as it proves that it is awake. */
export interface Lease {
  /** Rises with each holder. */
  readonly token: number;
  /** Prolongs it, and refuses (PUBLICATION_LEASE_LOST) when it is over: called before each write. */
  renew(): Promise<void>;
  release(): Promise<void>;
}

export const LEASE_MS = 60_000;

/**
 * Takes the lease; null when another publisher holds it. One that died is succeeded at once when it was a process of
 * this machine, else when its time is over. All times are those of the database.
 */
export async function acquireLease(pool: Pool, lastsMs = LEASE_MS): Promise<Lease | null> {
  const holder = `${hostname()} ${process.pid} ${randomUUID()}`;
  const { rows: current } = await pool.query<{ holder: string | null }>('SELECT holder FROM publisher_lease');
  const dead = current[0]?.holder && hasEnded(current[0].holder) ? current[0].holder : null;
  const { rows } = await pool.query<{ token: number }>(
    `UPDATE publisher_lease SET holder = $1, token = token + 1, expires_at = now() + $2 * interval '1 millisecond'
     WHERE holder IS NULL OR expires_at <= now() OR holder = $3 RETURNING token`,
    [holder, lastsMs, dead],
  );
  const token = rows[0]?.token;
  if (token === undefined) return null;

  const prolong = async (): Promise<boolean> => {
    const { rowCount } = await pool.query(
      `UPDATE publisher_lease SET expires_at = now() + $2 * interval '1 millisecond'
       WHERE token = $1 AND holder = $3 AND expires_at > now()`,
      [token, lastsMs, holder],
    );
    return rowCount === 1;
  };
  // Long uploads and long waits: a process that is stopped does not come here, and so loses its lease. What fails here
  // fails again, and is reported, in `confirm`.
  const timer = setInterval(() => void prolong().catch(() => false), lastsMs / 3).unref();
  return {
    token,
    async renew() {
      if (await prolong()) return;
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
