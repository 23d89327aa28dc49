import type { Pool } from 'pg';
import type { DataSource } from 'typeorm';
import { onCommit } from './commitListeners.ts';
import { LatestVersion } from './LatestVersion.ts';
import { NotifyListener } from './NotifyListener.ts';
import { readVersionToken } from './versionToken.ts';

/**
 * Tracks the current version of the register without a statement per request: at once for commits of this process; for commits of
 * other processes at their NOTIFY, or at the latest after `STALE_AFTER` ms.
 */
export interface VersionWatcher {
  /** Null while the version is unknown: callers must not use a cache then. */
  readonly current: number | null;
  /** The version token. Unlike the version, it also changes with an erasure and with a restore from a backup. */
  readonly token: string | null;
  /** The token, read again from the primary if it is unknown; null if it stays unknown, or if requests read a replica. */
  confirm(): Promise<string | null>;
  /** Call with the token of a read before its response is sent: the read may be newer than the last NOTIFY. */
  observe(token: string): void;
  close(): Promise<void>;
}

export interface WatchedDatabase {
  readonly dataSource: DataSource;
  readonly pool: Pool;
  /** Whether other processes may write to the database. */
  readonly shared: boolean;
}

/**
 * Watches the version of a migrated database. Close the watcher before the database.
 * @param hasReplica whether requests read a replica: they must not wait for the primary.
 */
export async function watchVersion(
  { dataSource, pool, shared }: WatchedDatabase,
  hasReplica = false,
): Promise<VersionWatcher> {
  const latest = new LatestVersion();
  const listener = shared ? new NotifyListener(pool, latest) : null;
  const read = () => latest.read(() => readVersionToken(pool));
  const unsubscribe = onCommit(dataSource, (token) => {
    if (token !== null) return latest.notify(token);
    if (listener) return listener.invalidate();
    latest.clear();
    // If the read fails, the version stays unknown until the next change.
    read().catch(() => {});
  });
  await (listener ? listener.started : read());
  const isKnown = () => listener === null || listener.isFresh;
  const token = () => (isKnown() ? latest.token : null);
  return {
    get current() {
      return isKnown() ? latest.version : null;
    },
    get token() {
      return token();
    },
    async confirm() {
      if (token() === null && !hasReplica) await listener?.readAgain();
      return token();
    },
    observe: (token) => latest.observe(token),
    async close() {
      unsubscribe();
      await listener?.close();
    },
  };
}
