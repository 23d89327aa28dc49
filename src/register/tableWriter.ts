import type { PoolClient } from 'pg';
import type { Reader } from '../sql/reader.ts';
import { readerOn } from '../sql/reader.ts';
import type { Fragment } from '../sql/sql.ts';

/** The values of a row by column. Dates are `YYYY-MM-DD`. An absent column has its default. */
export type Values = Readonly<Record<string, unknown>>;

/** Reads and writes in the transaction of a command. Names of tables and columns must be constants, never input. */
export interface TableWriter extends Reader {
  /** The first row of a statement, or null. */
  row<R>(fragment: Fragment): Promise<R | null>;
  /** Inserts a row. Returns its `id`. */
  insert(table: string, values: Values): Promise<number>;
  /** Inserts rows into a table without an `id`. */
  insertAll(table: string, rows: readonly Values[]): Promise<void>;
  update(table: string, key: number, values: Values): Promise<void>;
}

export function tableWriter(client: PoolClient): TableWriter {
  const { rows } = readerOn(client);
  return {
    rows,
    async row<R>(fragment: Fragment) {
      const [first] = await rows<R>(fragment);
      return first ?? null;
    },
    async insert(table, values) {
      const inserted = await client.query<{ id: number }>(
        `${insertion(table, values)} RETURNING id`,
        Object.values(values),
      );
      const [row] = inserted.rows;
      if (!row) throw new Error(`no row was inserted into ${table}`);
      return row.id;
    },
    async insertAll(table, all) {
      for (const values of all) await client.query(insertion(table, values), Object.values(values));
    },
    async update(table, key, values) {
      const assignments = Object.keys(values).map((name, at) => `${name} = $${at + 2}`);
      const text = `UPDATE ${table} SET ${assignments.join(', ')} WHERE id = $1`;
      const updated = await client.query(text, [key, ...Object.values(values)]);
      if (updated.rowCount !== 1) throw new Error(`${table} has no row ${key}`);
    },
  };
}

function insertion(table: string, values: Values): string {
  const names = Object.keys(values);
  return `INSERT INTO ${table} (${names.join(', ')}) VALUES (${names.map((_name, at) => `$${at + 1}`).join(', ')})`;
}
