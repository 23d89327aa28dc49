import type { Pool } from 'pg';
import type { DataSource } from 'typeorm';
import { onCommitted } from './committed.ts';
import { LatestStamp } from './LatestStamp.ts';
import { Listening } from './Listening.ts';
import { readStamp } from './stamp.ts';

/**
 * What this process knows of the register without asking the database: a change of its own at once, one of another
 * process as soon as PostgreSQL tells of it, and in any case within `KNOWN_WITHIN` of `Listening.ts`.
 */
export interface KnownVersion {
  /** The last version known to be committed; null while it can't be known: then nobody may rely on it. */
  readonly current: number | null;
  /**
   * Its stamp: what the register shows is the same whenever the stamp is. Unlike the version, it also changes with an
   * erasure, which rewrites the past, and is another in a register that was restored and has the same version again.
   */
  readonly stamp: string | null;
  /** An answer is about to be sent that was read at a stamp: it may have overtaken what tells of changes. */
  saw(stamp: string): void;
  close(): Promise<void>;
}

/** The database that is known. */
export interface KnownFrom {
  readonly dataSource: DataSource;
  readonly pool: Pool;
  /** Whether other processes may change it. */
  readonly shared: boolean;
}

/** Begins to know the version of a migrated register; close it before the database. */
export async function knowVersion({ dataSource, pool, shared }: KnownFrom): Promise<KnownVersion> {
  return shared ? knownAmongOthers(dataSource, pool) : knownAlone(dataSource, pool);
}

async function knownAmongOthers(dataSource: DataSource, pool: Pool): Promise<KnownVersion> {
  const latest = new LatestStamp();
  const listening = new Listening(pool, latest);
  const stop = onCommitted(dataSource, (stamp) => (stamp === null ? listening.doubt() : latest.tell(stamp)));
  await listening.begun;
  return {
    get current() {
      return listening.isSure ? latest.version : null;
    },
    get stamp() {
      return listening.isSure ? latest.stamp : null;
    },
    saw: (stamp) => latest.saw(stamp),
    async close() {
      stop();
      await listening.close();
    },
  };
}

/** Nobody else writes: what this process changed is all that changed. */
async function knownAlone(dataSource: DataSource, pool: Pool): Promise<KnownVersion> {
  const latest = new LatestStamp();
  const read = () => latest.read(() => readStamp(pool));
  const stop = onCommitted(dataSource, (stamp) => {
    if (stamp !== null) return latest.tell(stamp);
    latest.forget();
    // If the database does not answer, nothing is known until it tells of the next change.
    read().catch(() => {});
  });
  await read();
  return {
    get current() {
      return latest.version;
    },
    get stamp() {
      return latest.stamp;
    },
    saw: (stamp) => latest.saw(stamp),
    async close() {
      stop();
    },
  };
}
