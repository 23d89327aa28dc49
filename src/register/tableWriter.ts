import type { PoolClient } from 'pg';
import type { Reader } from '../sql/reader.ts';
import { preparedName, readerOn, statementName } from '../sql/reader.ts';
import type { Fragment } from '../sql/sql.ts';

/** The values of a row by column. Dates are `YYYY-MM-DD`. An absent column has its default. */
export type Values = Readonly<Record<string, unknown>>;

/** Reads and writes in the transaction of a command. Names of tables and columns must be constants, never input. */
export interface TableWriter extends Reader {
  /** The first row of a statement, or null. */
  row<R>(fragment: Fragment): Promise<R | null>;
  /** Inserts a row. Returns its `id`. */
  insert(table: string, values: Values): Promise<number>;
  /** Inserts rows with the same columns into a table, in one statement. */
  insertAll(table: string, rows: readonly Values[]): Promise<void>;
  update(table: string, key: number, values: Values): Promise<void>;
}

export function tableWriter(client: PoolClient): TableWriter {
  const { rows } = readerOn(client);
  const execute = (text: string, values: unknown[]) =>
    client.query<{ id: number }>({ text, values, name: preparedName(client, statementName({ text })) });
  return {
    rows,
    async row<R>(fragment: Fragment) {
      const [first] = await rows<R>(fragment);
      return first ?? null;
    },
    async insert(table, values) {
      const inserted = await execute(`${insertion(table, [values])} RETURNING id`, Object.values(values));
      const [row] = inserted.rows;
      if (!row) throw new Error(`no row was inserted into ${table}`);
      return row.id;
    },
    async insertAll(table, all) {
      if (all.length > 0) await execute(insertion(table, all), all.flatMap(Object.values));
    },
    async update(table, key, values) {
      const assignments = Object.keys(values).map((name, at) => `${name} = $${at + 2}`);
      const text = `UPDATE ${table} SET ${assignments.join(', ')} WHERE id = $1`;
      const updated = await execute(text, [key, ...Object.values(values)]);
      if (updated.rowCount !== 1) throw new Error(`${table} has no row ${key}`);
    },
  };
}

function insertion(table: string, rows: readonly Values[]): string {
  const names = Object.keys(rows[0] ?? {});
  const lists = rows.map(
    (_row, at) => `(${names.map((_name, column) => `$${at * names.length + column + 1}`).join(', ')})`,
  );
  return `INSERT INTO ${table} (${names.join(', ')}) VALUES ${lists.join(', ')}`;
}
