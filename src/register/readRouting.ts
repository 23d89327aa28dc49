import type { Pool } from 'pg';
import type { Reader } from '../sql/reader.ts';
import { type ReadTransaction, type ReadTransactionOptions, readTransaction } from './ReadTransaction.ts';
import { isNewerToken } from './versionWatch/versionToken.ts';

/** The databases that a request may read. */
export interface ReadSources {
  /** The primary database. */
  readonly pool: Pool;
  /** Default: the primary. */
  readonly readDatabase?: WatchedReadPool;
}

/** A pool of the read database. */
export interface WatchedReadPool {
  readonly pool: Pool;
  /** The version token of the primary, which a replica may lag behind; the token is null while it is unknown. No watcher if the pool reads the primary. */
  readonly watcher: { readonly token: string | null } | null;
}

/**
 * A {@link ReadTransaction} on the read database. Reads go to the primary instead if the replica is behind the current version,
 * and after a command of the same request. While the version is unknown, reads stay on the replica, because the primary may be
 * unreachable.
 */
export function routedTransaction(
  { pool, readDatabase }: ReadSources,
  options: ReadTransactionOptions = {},
): ReadTransaction {
  const { pool: readPool, watcher } = readDatabase ?? { pool, watcher: null };
  if (!watcher) return readTransaction(readPool, options);
  const [replica, primary] = [readTransaction(readPool, options), readTransaction(pool, options)];
  const isBehind = (latest: string | null, token: string) => latest !== null && isNewerToken(latest, token);
  let chosen: Promise<ReadTransaction> | null = null;
  const choose = async (): Promise<ReadTransaction> => {
    const latest = watcher.token;
    if (latest === null || !isBehind(latest, await replica.versionToken())) return replica;
    await replica.end();
    return primary;
  };
  const current = () => {
    chosen ??= choose();
    return chosen;
  };
  const through = (reader: (transaction: ReadTransaction) => Reader): Reader => ({
    rows: async (fragment) => reader(await current()).rows(fragment),
  });
  return {
    current: through((transaction) => transaction.current),
    asOf: (version) => through((transaction) => transaction.asOf(version)),
    versionToken: async () => (await current()).versionToken(),
    async singleRow(statement) {
      if (!chosen) {
        const latest = watcher.token;
        const row = await replica.singleRow(statement);
        if (!isBehind(latest, String(row[0]))) return row;
        chosen = Promise.resolve(primary);
      }
      return (await current()).singleRow(statement);
    },
    async end() {
      // A request ends its transaction before a command. The replica may not have the change of the command yet.
      chosen = Promise.resolve(primary);
      await Promise.all([replica.end(), primary.end()]);
    },
    async close() {
      await Promise.all([replica.close(), primary.close()]);
    },
  };
}
