import { join, raw, sql, value } from '../../sql/sql.ts';
import type { Values, Writer } from '../writer.ts';

/** A table whose rows belong to a record and have no key of their own, such as `mission_theme`. */
export interface ChildTable {
  readonly table: string;
  /** The column with the key of the record. */
  readonly owner: string;
  /** The other columns of the primary key. */
  readonly keys: readonly string[];
  readonly values: readonly string[];
}

/** The rows to delete and to insert. */
export interface RowChanges {
  readonly deleted: readonly Values[];
  readonly inserted: readonly Values[];
}

/** Compares the child rows of a record with those wanted. Rows that stay are not written: they get no new version. */
export async function childRowChanges(
  writer: Writer,
  { table, owner, keys, values }: ChildTable,
  key: number,
  wanted: readonly Values[],
): Promise<RowChanges> {
  const columns = [...keys, ...values];
  const present = await writer.rows<Values>(
    sql`SELECT ${raw(columns.join(', '))} FROM ${raw(table)} WHERE ${raw(owner)} = ${value(key)}`,
  );
  const textOf = (row: Values) => JSON.stringify(columns.map((name) => row[name]));
  const [before, after] = [new Set(present.map(textOf)), new Set(wanted.map(textOf))];
  return {
    deleted: present.filter((row) => !after.has(textOf(row))),
    inserted: wanted.filter((row) => !before.has(textOf(row))),
  };
}

export async function writeChildRows(
  writer: Writer,
  { table, owner, keys }: ChildTable,
  key: number,
  { deleted, inserted }: RowChanges,
): Promise<void> {
  for (const row of deleted) {
    const same = keys.map((name) => sql`${raw(name)} = ${value(row[name])}`);
    await writer.rows(sql`DELETE FROM ${raw(table)} WHERE ${raw(owner)} = ${value(key)} AND ${join(same, ' AND ')}`);
  }
  await writer.insertAll(
    table,
    inserted.map((row) => ({ [owner]: key, ...row })),
  );
}
