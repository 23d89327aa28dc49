import type { PoolClient } from 'pg';
import type { WrittenColumns, WrittenRow } from '../../sql/rowWriter.ts';
import { columnList, overRows } from '../../sql/rowWriter.ts';

/** How many rows came, went and stayed. */
export interface Difference {
  created: number;
  deleted: number;
  unchanged: number;
}

/**
 * Brings the rows of a table that belong to a source to a set: those missing come, those no longer given go, the
 * others are not touched. Two equal rows are one.
 */
export async function writeSet(
  client: PoolClient,
  table: string,
  sourceId: number,
  columns: WrittenColumns,
  rows: Iterable<WrittenRow>,
): Promise<Difference> {
  const names = columnList(columns);
  const types = Object.entries(columns).map(([name, type]) => `"${name}" ${type}`);
  await client.query(`CREATE TEMPORARY TABLE given_${table} (${types.join(', ')}) ON COMMIT DROP`);
  await overRows(client, columns, rows, `INSERT INTO given_${table} (${names}) SELECT DISTINCT ${names} FROM {rows}`);
  // Without it the planner takes the set for a small one.
  await client.query(`ANALYZE given_${table}`);
  // Joined by hash, which goes to the disk when it must: a list for NOT IN that outgrows work_mem is read once per row.
  const sameIn = (other: string) =>
    `SELECT FROM ${other} o WHERE ROW(${columnList(columns, 'o.')})::text = ROW(${columnList(columns, 't.')})::text`;
  const deleted = await client.query(
    `DELETE FROM ${table} t WHERE source_id = $1 AND NOT EXISTS (${sameIn(`given_${table}`)})`,
    [sourceId],
  );
  const created = await client.query(
    `INSERT INTO ${table} (source_id, ${names})
     SELECT $1::int, ${names} FROM (SELECT DISTINCT ${names} FROM given_${table}) t
     WHERE NOT EXISTS (${sameIn(table)} AND o.source_id = $1) ORDER BY ${names}`,
    [sourceId],
  );
  const { rows: counts } = await client.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM ${table} WHERE source_id = $1`,
    [sourceId],
  );
  await client.query(`DROP TABLE given_${table}`);
  const held = counts[0]?.count ?? 0;
  const came = created.rowCount ?? 0;
  return { created: came, deleted: deleted.rowCount ?? 0, unchanged: held - came };
}
