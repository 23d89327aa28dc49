import type { PoolClient } from 'pg';
import type { EntityManager } from 'typeorm';

/** The columns of rows to write: the PostgreSQL type by the name in the database. */
export type ColumnTypes = Readonly<Record<string, string>>;

/** The values of a row by column name; dates are `YYYY-MM-DD`, absent is null. */
export type RowValues = Readonly<Record<string, unknown>>;

/** Rows per statement: few round trips, and a bounded size. */
const BATCH_SIZE = 2_000;

/** The client of the driver that a transaction runs on: its results have `rowCount`. */
export async function transactionClient(manager: EntityManager): Promise<PoolClient> {
  if (!manager.queryRunner) throw new Error('rows are only written in a transaction');
  const client: PoolClient = await manager.queryRunner.connect();
  return client;
}

/**
 * Runs a statement over rows, batch by batch. In its text, `{rows}` stands for the rows as a table `x` with `columns`.
 * @returns what the statement returned, and how many rows it wrote.
 */
export async function executeInBatches<R extends object>(
  client: PoolClient,
  columns: ColumnTypes,
  rows: Iterable<RowValues>,
  text: string,
  ...values: unknown[]
): Promise<{ rows: R[]; count: number }> {
  const list = Object.entries(columns).map(([name, type]) => `"${name}" ${type}`);
  const table = `jsonb_to_recordset($1::jsonb) AS x(${list.join(', ')})`;
  const returned: R[] = [];
  let count = 0;
  for (const batch of batches(rows)) {
    const result = await client.query<R>(text.replace('{rows}', table), [JSON.stringify(batch), ...values]);
    returned.push(...result.rows);
    count += result.rowCount ?? 0;
  }
  return { rows: returned, count };
}

function* batches(rows: Iterable<RowValues>): Generator<RowValues[]> {
  let batch: RowValues[] = [];
  for (const row of rows) {
    batch.push(row);
    if (batch.length < BATCH_SIZE) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

/** `"a", "b"` */
export function columnList(columns: ColumnTypes, prefix = ''): string {
  return Object.keys(columns)
    .map((name) => `${prefix}"${name}"`)
    .join(', ');
}
