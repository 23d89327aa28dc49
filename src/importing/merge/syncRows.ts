import type { PoolClient } from 'pg';
import { columnsOf, type Model, tableOf } from '../../graphql/relations/columns.ts';
import type { ColumnTypes, RowValues } from '../../sql/executeInBatches.ts';
import { columnList, executeInBatches } from '../../sql/executeInBatches.ts';

/**
 * Makes the rows of a table that belong to a source the given set: inserts the missing rows and deletes the others. Rows
 * that are already there are not written. Equal rows count once. Throws {@link RowsRejected} if the values of some rows are not accepted.
 * @param kept rows that are not deleted: those with one of these keys in a column, unless a given row has the same key and the
 *   same value in the column `unlessGiven`.
 */
export async function syncRows(
  client: PoolClient,
  table: string,
  importSourceId: number,
  columns: ColumnTypes,
  rows: Iterable<RowValues>,
  kept?: { readonly column: string; readonly keys: readonly number[]; readonly unlessGiven: string },
): Promise<{ created: number; deleted: number; unchanged: number }> {
  const names = columnList(columns);
  // With the CHECK constraints of the table, so that the rows that break one are named before anything is written.
  await client.query(
    `CREATE TEMPORARY TABLE given_${table} (LIKE ${table} INCLUDING CONSTRAINTS INCLUDING IDENTITY) ON COMMIT DROP`,
  );
  await client.query(`ALTER TABLE given_${table} ALTER COLUMN source_id DROP NOT NULL`);
  await executeInBatches(
    client,
    columns,
    rows,
    `INSERT INTO given_${table} (${names}) SELECT DISTINCT ${names} FROM {rows}`,
  );
  // Without statistics the planner assumes a small table.
  await client.query(`ANALYZE given_${table}`);
  // A hash join can spill to disk. NOT IN reads its list once per row when the list exceeds work_mem.
  const sameIn = (other: string) =>
    `SELECT FROM ${other} o WHERE ROW(${columnList(columns, 'o.')})::text = ROW(${columnList(columns, 't.')})::text`;
  const isKept = kept
    ? `${kept.column} = ANY($2::int[]) AND NOT EXISTS (SELECT FROM given_${table} o WHERE o.${kept.column} = t.${kept.column} AND o.${kept.unlessGiven} = t.${kept.unlessGiven})`
    : 'false';
  const deleted = await client.query(
    `DELETE FROM ${table} t WHERE source_id = $1 AND NOT EXISTS (${sameIn(`given_${table}`)}) AND (${isKept}) IS NOT TRUE`,
    kept ? [importSourceId, kept.keys] : [importSourceId],
  );
  const created = await client.query(
    `INSERT INTO ${table} (source_id, ${names})
     SELECT $1::int, ${names} FROM (SELECT DISTINCT ${names} FROM given_${table}) t
     WHERE NOT EXISTS (${sameIn(table)} AND o.source_id = $1) ORDER BY ${names}`,
    [importSourceId],
  );
  const { rows: counts } = await client.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM ${table} WHERE source_id = $1`,
    [importSourceId],
  );
  await client.query(`DROP TABLE given_${table}`);
  const inserted = created.rowCount ?? 0;
  return { created: inserted, deleted: deleted.rowCount ?? 0, unchanged: (counts[0]?.count ?? 0) - inserted };
}

/** Makes the records of a class that belong to a source the given ones, as {@link syncRows} does with rows. */
export function syncRecords<T extends object>(
  client: PoolClient,
  model: Model<T>,
  importSourceId: number,
  records: Iterable<Partial<T>>,
) {
  const columns = columnsOf(model).filter(({ name }) => name !== 'id' && name !== 'source_id');
  const types = Object.fromEntries(columns.map(({ name, type }) => [name, type]));
  function* rows(): Generator<RowValues> {
    for (const record of records)
      yield Object.fromEntries(columns.map(({ name, property }) => [name, Reflect.get(record, property)]));
  }
  return syncRows(client, tableOf(model), importSourceId, types, rows());
}
