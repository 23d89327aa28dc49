import type { PoolClient } from 'pg';
import type { EntityManager } from 'typeorm';

/** The PostgreSQL type of each column, by column name. */
export type ColumnTypes = Readonly<Record<string, string>>;

/** The values of a row, by column name. Dates are `YYYY-MM-DD`; an absent value is NULL. */
export type RowValues = Readonly<Record<string, unknown>>;

/** The number of rows per statement limits the round trips. */
const BATCH_SIZE = 2_000;

/** After this length, a statement takes no more rows. The embedded database never frees the memory of a statement. */
const BATCH_LENGTH = 1_000_000;

/** The `pg` client of a TypeORM transaction. Its results have `rowCount`, which the results of TypeORM lack. */
export async function transactionClient(manager: EntityManager): Promise<PoolClient> {
  if (!manager.queryRunner) throw new Error('rows must be written in a transaction');
  const client: PoolClient = await manager.queryRunner.connect();
  return client;
}

/**
 * Executes a statement once per batch of rows. `{rows}` in its text becomes a table `x` of the rows of the batch, with these columns.
 * The parameter `$1` contains the rows.
 * @param values the parameters from `$2` on.
 * @returns the rows that the statement returned, and the number of rows that it wrote.
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
    const result = await client.query<R>(text.replace('{rows}', table), [batch, ...values]);
    returned.push(...result.rows);
    count += result.rowCount ?? 0;
  }
  return { rows: returned, count };
}

/** The rows as texts of JSON arrays. */
function* batches(rows: Iterable<RowValues>): Generator<string> {
  let batch: string[] = [];
  let length = 0;
  for (const row of rows) {
    const text = JSON.stringify(row);
    batch.push(text);
    length += text.length;
    if (batch.length < BATCH_SIZE && length < BATCH_LENGTH) continue;
    yield `[${batch.join(',')}]`;
    batch = [];
    length = 0;
  }
  if (batch.length > 0) yield `[${batch.join(',')}]`;
}

/** The quoted column names: `"a", "b"`. */
export function columnList(columns: ColumnTypes, prefix = ''): string {
  return Object.keys(columns)
    .map((name) => `${prefix}"${name}"`)
    .join(', ');
}
