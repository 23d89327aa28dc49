import type { Pool, PoolClient, QueryArrayConfig } from 'pg';
import { holdClient } from '../../foundation/heldClient.ts';
import type { Fragment } from '../../foundation/sql.ts';
import { statement } from '../../foundation/sql.ts';

/** A row as PostgreSQL wrote it: its cells as text, in the order of the SELECT. */
export type TextRow = (string | null)[];

/** One moment of the register: whatever is read through it is as it was when it was opened. */
export interface Snapshot {
  rows(select: Fragment): Promise<TextRow[]>;
  /** Rows in batches: never more than one in memory. Read one SELECT at a time. */
  batches(select: Fragment): AsyncGenerator<TextRow[]>;
}

/**
 * Reads one snapshot of the database on a client of its own. On the embedded database, which has one session, all
 * others wait meanwhile: `work` must not use the pool.
 */
export async function readSnapshot<R>(pool: Pool, work: (snapshot: Snapshot) => Promise<R>): Promise<R> {
  const { client, release } = await holdClient(pool);
  let failed: Error | undefined;
  try {
    for (const setting of SETTINGS) await client.query(setting);
    const result = await work(snapshotOn(client));
    await client.query('COMMIT');
    return result;
  } catch (error) {
    // The cause is what matters; a connection that can't even roll back is thrown away.
    await client.query('ROLLBACK').catch((problem: Error) => {
      failed = problem;
    });
    throw error;
  } finally {
    release(failed);
  }
}

// Four times as many rows at once take 25 MB more and win nothing (bench/release.ts).
const BATCH = 500;

// Each of these, set otherwise by a server, a role or an environment, would change what is written for one same value.
const SETTINGS = [
  'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY',
  "SET LOCAL TimeZone = 'UTC'",
  "SET LOCAL DateStyle = 'ISO, YMD'",
  "SET LOCAL IntervalStyle = 'iso_8601'",
  'SET LOCAL extra_float_digits = 1',
  "SET LOCAL bytea_output = 'hex'",
];

function snapshotOn(client: PoolClient): Snapshot {
  return {
    rows: (select) => textRows(client, statement(select)),
    async *batches(select) {
      const { text, values } = statement(select);
      await client.query({ text: `DECLARE exported NO SCROLL CURSOR FOR ${text}`, values });
      for (;;) {
        const rows = await textRows(client, { text: `FETCH ${BATCH} FROM exported`, values: [] });
        if (rows.length > 0) yield rows;
        if (rows.length < BATCH) break;
      }
      await client.query('CLOSE exported');
    },
  };
}

async function textRows(client: PoolClient, { text, values }: { text: string; values: unknown[] }): Promise<TextRow[]> {
  // Whatever parsers the program gave to the driver, what PostgreSQL wrote is taken as it is.
  const query: QueryArrayConfig = { text, values, rowMode: 'array', types: { getTypeParser: () => asText } };
  const { rows } = await client.query<TextRow>(query);
  return rows;
}

function asText(written: string): string {
  return written;
}
