import { join, raw, sql, value } from '../sql/sql.ts';
import type { Values, Writer } from './writer.ts';

/** Rows that belong to another and have no key of their own: identifiers, actions, themes… */
export interface Children {
  table: string;
  /** The column that holds the key of the row they belong to. */
  owner: string;
  /** What tells them apart under their owner. */
  keys: readonly string[];
  /** What else they hold. */
  values: readonly string[];
}

/** What there is to write so that a row has the children wanted. */
export interface Difference {
  gone: readonly Values[];
  come: readonly Values[];
}

/**
 * Compares the children of a row with those wanted: those that stay as they are, are not written.
 * @param wanted all of them; null leaves them as they are.
 */
export async function differenceOf(
  writer: Writer,
  { table, owner, keys, values }: Children,
  key: number,
  wanted: readonly Values[] | null,
): Promise<Difference> {
  if (wanted === null) return { gone: [], come: [] };
  const names = [...keys, ...values];
  const held = await writer.rows<Values>(
    sql`SELECT ${raw(names.join(', '))} FROM ${raw(table)} WHERE ${raw(owner)} = ${value(key)}`,
  );
  const textOf = (row: Values) => JSON.stringify(names.map((name) => row[name]));
  const [here, there] = [new Set(held.map(textOf)), new Set(wanted.map(textOf))];
  return {
    gone: held.filter((row) => !there.has(textOf(row))),
    come: wanted.filter((row) => !here.has(textOf(row))),
  };
}

/** Whether there is anything to write. */
export function differs({ gone, come }: Difference): boolean {
  return gone.length > 0 || come.length > 0;
}

/** Writes a difference, so that the history tells what changed and no more. */
export async function writeDifference(
  writer: Writer,
  { table, owner, keys }: Children,
  key: number,
  { gone, come }: Difference,
): Promise<void> {
  for (const row of gone) {
    const same = keys.map((name) => sql`${raw(name)} = ${value(row[name])}`);
    await writer.rows(sql`DELETE FROM ${raw(table)} WHERE ${raw(owner)} = ${value(key)} AND ${join(same, ' AND ')}`);
  }
  await writer.insertAll(
    table,
    come.map((row) => ({ [owner]: key, ...row })),
  );
}
