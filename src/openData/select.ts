import type { Fragment } from '../sql/sql.ts';
import { fill, join, raw, sql } from '../sql/sql.ts';
import type { Table } from './table.ts';

/**
 * The SELECT of a table, in its order, each cell under the name of its column.
 * @param given what its fragments ask for, such as the reference day `on`.
 */
export function selectOf(table: Table, given: Readonly<Record<string, unknown>>): Fragment {
  const cells = table.columns.map(({ name, select }) => sql`${select} AS ${raw(`"${name}"`)}`);
  return fill(sql`SELECT ${join(cells, ', ')} FROM ${table.from} ORDER BY ${table.orderBy}`, { arguments: given });
}
