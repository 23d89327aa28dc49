import type { Pool } from 'pg';
import type { DataSource } from 'typeorm';
import { onCommit } from './commitListeners.ts';
import { LatestVersion } from './LatestVersion.ts';
import { NotifyListener } from './NotifyListener.ts';
import { readVersionToken } from './versionToken.ts';

/**
 * The present version of the register, without asking the database: changes of this process at once, those of others by
 * NOTIFY, and within `STALE_AFTER` in any case.
 */
export interface VersionWatcher {
  /** Null while the version is unknown: nothing may rely on it then. */
  readonly current: number | null;
  /** Its version token: unlike the version, it also changes with an erasure and after a restore from a backup. */
  readonly token: string | null;
  /** Call before sending what was read at a token: the read may be newer than the last NOTIFY. */
  observe(token: string): void;
  close(): Promise<void>;
}

export interface WatchedDatabase {
  readonly dataSource: DataSource;
  readonly pool: Pool;
  /** Whether other processes may change it. */
  readonly shared: boolean;
}

/** Watches the version of a migrated register. Close the watcher before the database. */
export async function watchVersion({ dataSource, pool, shared }: WatchedDatabase): Promise<VersionWatcher> {
  const latest = new LatestVersion();
  const listener = shared ? new NotifyListener(pool, latest) : null;
  const read = () => latest.read(() => readVersionToken(pool));
  const unsubscribe = onCommit(dataSource, (token) => {
    if (token !== null) return latest.notify(token);
    if (listener) return listener.invalidate();
    latest.clear();
    // If the database does not answer, the version is unknown until the next change.
    read().catch(() => {});
  });
  await (listener ? listener.started : read());
  const isKnown = () => listener === null || listener.isFresh;
  return {
    get current() {
      return isKnown() ? latest.version : null;
    },
    get token() {
      return isKnown() ? latest.token : null;
    },
    observe: (token) => latest.observe(token),
    async close() {
      unsubscribe();
      await listener?.close();
    },
  };
}
