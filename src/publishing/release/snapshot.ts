import type { Pool, PoolClient } from 'pg';
import { checkOutClient } from '../../database/checkedOutClient.ts';
import { EmbeddedClient } from '../../database/embedded/embeddedDatabase.ts';
import type { Fragment } from '../../sql/sql.ts';
import { statement } from '../../sql/sql.ts';
import { copiedRows } from './copiedRows.ts';
import { fetchedRows, textRows } from './fetchedRows.ts';
import type { TextRow } from './textRow.ts';

/** One moment of the register: whatever is read through it is as it was when it was opened. */
export interface Snapshot {
  rows(select: Fragment): Promise<TextRow[]>;
  /** Rows in batches: never more than one in memory. Read one SELECT at a time, to its end. */
  batches(select: Fragment): AsyncGenerator<TextRow[]>;
}

/**
 * Reads one snapshot of the database on a client of its own. On the embedded database, which has one session, all
 * others wait meanwhile: `work` must not use the pool.
 */
export async function readSnapshot<R>(pool: Pool, work: (snapshot: Snapshot) => Promise<R>): Promise<R> {
  const { client, release } = await checkOutClient(pool);
  const snapshot = snapshotOn(client);
  let failed: Error | undefined;
  try {
    for (const setting of SETTINGS) await client.query(setting);
    const result = await work(snapshot);
    await client.query('COMMIT');
    return result;
  } catch (error) {
    // The cause is what matters; a connection that can't even roll back is thrown away, as is one that PostgreSQL is
    // still sending rows on.
    failed = snapshot.isCopying() ? new Error('its rows were not all read') : await rollback(client);
    throw error;
  } finally {
    release(failed);
  }
}

// Each of these, set otherwise by a server, a role or an environment, would change what is written for one same value.
const SETTINGS = [
  'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY',
  "SET LOCAL TimeZone = 'UTC'",
  "SET LOCAL DateStyle = 'ISO, YMD'",
  "SET LOCAL IntervalStyle = 'iso_8601'",
  'SET LOCAL extra_float_digits = 1',
  "SET LOCAL bytea_output = 'hex'",
];

function snapshotOn(client: PoolClient): Snapshot & { isCopying(): boolean } {
  let copying = false;
  return {
    isCopying: () => copying,
    rows: (select) => textRows(client, statement(select)),
    async *batches(select) {
      // The embedded database would give what it copies in one piece, however large.
      if (client instanceof EmbeddedClient) return yield* fetchedRows(client, select);
      copying = true;
      yield* copiedRows(client, select);
      copying = false;
    },
  };
}

/** What went wrong, if anything did. */
function rollback(client: PoolClient): Promise<Error | undefined> {
  return client.query('ROLLBACK').then(
    () => undefined,
    (problem: Error) => problem,
  );
}
