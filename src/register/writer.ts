import type { PoolClient } from 'pg';
import type { Reader } from '../sql/reader.ts';
import { readerOn } from '../sql/reader.ts';
import type { Fragment } from '../sql/sql.ts';

/** The values of a row by column name; dates are `YYYY-MM-DD`, absent is null. Columns left out keep their default. */
export type Values = Readonly<Record<string, unknown>>;

/** What a command reads and writes with, in its own transaction. Table and column names are our own, never given. */
export interface Writer extends Reader {
  /** The first row of a statement, or null. */
  row<R>(fragment: Fragment): Promise<R | null>;
  /** Inserts a row; its key. */
  insert(table: string, values: Values): Promise<number>;
  /** Inserts rows of a table that has no key of its own. */
  insertAll(table: string, rows: readonly Values[]): Promise<void>;
  /** Writes values over those of the row under a key. */
  update(table: string, key: number, values: Values): Promise<void>;
}

/** A {@link Writer} on the client of a transaction. */
export function writerOn(client: PoolClient): Writer {
  const { rows } = readerOn(client);
  return {
    rows,
    async row<R>(fragment: Fragment) {
      const [first] = await rows<R>(fragment);
      return first ?? null;
    },
    async insert(table, values) {
      const inserted = await client.query<{ id: number }>(`${insertion(table, values)} RETURNING id`, listed(values));
      const [row] = inserted.rows;
      if (!row) throw new Error(`nothing was inserted in ${table}`);
      return row.id;
    },
    async insertAll(table, all) {
      for (const values of all) await client.query(insertion(table, values), listed(values));
    },
    async update(table, key, values) {
      const assignments = Object.keys(values).map((name, at) => `${name} = $${at + 2}`);
      const updated = await client.query(`UPDATE ${table} SET ${assignments.join(', ')} WHERE id = $1`, [
        key,
        ...listed(values),
      ]);
      if (updated.rowCount !== 1) throw new Error(`${table} has no row ${key}`);
    },
  };
}

// Each value is sent on its own: the same null may be a date in one column and a number in another.
function insertion(table: string, values: Values): string {
  const names = Object.keys(values);
  return `INSERT INTO ${table} (${names.join(', ')}) VALUES (${names.map((_name, at) => `$${at + 1}`).join(', ')})`;
}

function listed(values: Values): unknown[] {
  return Object.values(values);
}
