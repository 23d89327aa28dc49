import type { Pool } from 'pg';
import type { Reader } from '../sql/reader.ts';
import { type ReadTransaction, type ReadTransactionOptions, readTransaction } from './ReadTransaction.ts';
import { isNewerToken } from './versionWatch/versionToken.ts';

/** Where a request reads. */
export interface ReadSources {
  /** The primary database. */
  readonly pool: Pool;
  /** Default: the primary. */
  readonly reads?: ReadPool;
}

/** Connections that only read, perhaps to a replica, which may be behind. */
export interface ReadPool {
  readonly pool: Pool;
  /** The present version of the primary; null while it is unknown. */
  readonly watcher: { readonly token: string | null };
}

/**
 * A {@link ReadTransaction} on the read pool, or on the primary if the replica is behind the present version or after a
 * command of the request. While the version is unknown the replica is read as it is: the primary may be away.
 */
export function routedTransaction({ pool, reads }: ReadSources, options: ReadTransactionOptions = {}): ReadTransaction {
  if (!reads) return readTransaction(pool, options);
  const [replica, primary] = [readTransaction(reads.pool, options), readTransaction(pool, options)];
  const isBehind = (wanted: string | null, token: string) => wanted !== null && isNewerToken(wanted, token);
  let chosen: Promise<ReadTransaction> | null = null;
  const choose = async (): Promise<ReadTransaction> => {
    const wanted = reads.watcher.token;
    if (wanted === null || !isBehind(wanted, await replica.versionToken())) return replica;
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
        const wanted = reads.watcher.token;
        const row = await replica.singleRow(statement);
        if (!isBehind(wanted, String(row[0]))) return row;
        chosen = Promise.resolve(primary);
      }
      return (await current()).singleRow(statement);
    },
    async end() {
      chosen = Promise.resolve(primary);
      await Promise.all([replica.end(), primary.end()]);
    },
    async close() {
      await Promise.all([replica.close(), primary.close()]);
    },
  };
}
