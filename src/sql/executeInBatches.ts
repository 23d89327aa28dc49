import type { PoolClient } from 'pg';
import { batchesAhead } from './batchesAhead.ts';

/** The PostgreSQL type of each column, by column name. */
export type ColumnTypes = Readonly<Record<string, string>>;

/** The values of a row, by column name. Dates are `YYYY-MM-DD`; an absent value is NULL. */
export type RowValues = Readonly<Record<string, unknown>>;

/** The number of rows per statement limits the round trips. */
const BATCH_SIZE = 2_000;

/** After this length, a statement takes no more rows. The embedded database never frees the memory of a statement. */
const BATCH_LENGTH = 1_000_000;

/** Rows that the database rejected because of their values: a constraint or a type. Their batch was rolled back, not the transaction. */
export class RowsRejected extends Error {
  readonly rows: readonly RejectedValues[];

  constructor(rows: readonly RejectedValues[], options: ErrorOptions) {
    super(`${rows.length} row(s) break ${rows[0]?.problem}`, options);
    this.rows = rows;
  }
}

interface RejectedValues {
  readonly values: RowValues;
  /** The constraint that the row breaks, or the SQLSTATE of the error. */
  readonly problem: string;
}

/**
 * Executes a statement once per batch of rows. `{rows}` in its text becomes a table `x` of the rows of the batch, with these columns.
 * The parameter `$1` contains the rows.
 * @param values the parameters from `$2` on.
 * @returns the rows that the statement returned, and the number of rows that it wrote. Throws {@link RowsRejected} if the values of some
 * rows are the cause of an error.
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
  for await (const batch of batchesAhead(serialized(rows), isFull)) {
    const execute = (some: readonly SerializedRow[]) =>
      client.query<R>(text.replace('{rows}', table), [`[${some.map(({ json }) => json).join()}]`, ...values]);
    const result = await executeOrName(client, batch, execute);
    returned.push(...result.rows);
    count += result.rowCount ?? 0;
  }
  return { rows: returned, count };
}

/** Executes a batch. If its values are the cause of an error, throws {@link RowsRejected} with the rows that fail alone. */
async function executeOrName<R>(
  client: PoolClient,
  batch: readonly SerializedRow[],
  execute: (rows: readonly SerializedRow[]) => Promise<R>,
): Promise<R> {
  const attempt = async (rows: readonly SerializedRow[]): Promise<R> => {
    await client.query('SAVEPOINT batch');
    try {
      const result = await execute(rows);
      await client.query('RELEASE SAVEPOINT batch');
      return result;
    } catch (error) {
      if (valueProblem(error) !== null) await client.query('ROLLBACK TO SAVEPOINT batch; RELEASE SAVEPOINT batch');
      throw error;
    }
  };
  try {
    return await attempt(batch);
  } catch (error) {
    if (valueProblem(error) === null) throw error;
    const rejected: RejectedValues[] = [];
    for (const row of batch) {
      await attempt([row]).catch((cause: unknown) => {
        const problem = valueProblem(cause);
        if (problem === null) throw cause;
        rejected.push({ values: row.values, problem });
      });
    }
    // Rows that only fail together: the caller can't leave one of them out.
    throw rejected.length === 0 ? error : new RowsRejected(rejected, { cause: error });
  }
}

/** The constraint or the SQLSTATE of an error that values cause: data exceptions, constraints, program limits. Otherwise null. */
function valueProblem(error: unknown): string | null {
  if (typeof error !== 'object' || error === null || !('code' in error) || typeof error.code !== 'string') return null;
  if (!/^(?:22|23|54)/.test(error.code)) return null;
  return 'constraint' in error && typeof error.constraint === 'string' ? error.constraint : `SQLSTATE ${error.code}`;
}

interface SerializedRow {
  readonly values: RowValues;
  readonly json: string;
  /** Whether the row fills its batch. */
  readonly isLast: boolean;
}

function* serialized(rows: Iterable<RowValues>): Generator<SerializedRow> {
  let [count, length] = [0, 0];
  for (const values of rows) {
    const json = JSON.stringify(values);
    count += 1;
    length += json.length;
    const isLast = count === BATCH_SIZE || length >= BATCH_LENGTH;
    if (isLast) [count, length] = [0, 0];
    yield { values, json, isLast };
  }
}

function isFull(batch: readonly SerializedRow[]): boolean {
  return batch.at(-1)?.isLast === true;
}

/** The quoted column names: `"a", "b"`. */
export function columnList(columns: ColumnTypes, prefix = ''): string {
  return Object.keys(columns)
    .map((name) => `${prefix}"${name}"`)
    .join(', ');
}
