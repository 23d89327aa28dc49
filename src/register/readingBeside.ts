import type { Pool } from 'pg';
import type { Reader } from '../sql/reader.ts';
import { isLater } from './known/stamp.ts';
import { type Reading, type ReadingOptions, readingOn } from './reading.ts';

/** Where a request reads. */
export interface ReadFrom {
  /** The database that is written. */
  readonly pool: Pool;
  /** What is read instead of it; the same if not given. */
  readonly beside?: Beside;
}

/** Connections that only read, perhaps to a replica, which may be behind. */
export interface Beside {
  readonly pool: Pool;
  /** The stamp of what is known to be committed; null if none is. */
  readonly known: { readonly stamp: string | null };
}

/**
 * A {@link Reading} beside the database that is written, as long as what is there is not behind what is known: a change that
 * was told of is seen by the next who reads. What a request reads after a change of its own, it reads where it changed it.
 * While nothing is known the replica is read as it is: it may be all that is left.
 */
export function readingFrom({ pool, beside }: ReadFrom, options: ReadingOptions = {}): Reading {
  if (!beside) return readingOn(pool, options);
  const [near, written] = [readingOn(beside.pool, options), readingOn(pool, options)];
  let chosen: Promise<Reading> | null = null;
  const choose = async (): Promise<Reading> => {
    const least = beside.known.stamp;
    if (least === null || !isLater(least, await near.stamp())) return near;
    await near.end();
    return written;
  };
  const current = () => {
    chosen ??= choose();
    return chosen;
  };
  const through = (reader: (reading: Reading) => Reader): Reader => ({
    rows: async (fragment) => reader(await current()).rows(fragment),
  });
  return {
    present: through((reading) => reading.present),
    at: (version) => through((reading) => reading.at(version)),
    version: async () => (await current()).version(),
    stamp: async () => (await current()).stamp(),
    async row(statement) {
      if (!chosen) {
        const least = beside.known.stamp;
        const row = await near.row(statement);
        if (least === null || !isLater(least, String(row[0]))) return row;
        chosen = Promise.resolve(written);
      }
      return (await current()).row(statement);
    },
    async end() {
      chosen = Promise.resolve(written);
      await Promise.all([near.end(), written.end()]);
    },
    async close() {
      await Promise.all([near.close(), written.close()]);
    },
  };
}
