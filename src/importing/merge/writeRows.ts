import type { PoolClient } from 'pg';
import { columnList, executeInBatches } from '../../sql/executeInBatches.ts';
import type { ChangedRow, MergeContext, MergedRow } from './MergedRow.ts';
import { type Item, isSame } from './mergeFields.ts';
import { columnTypes, itemColumns, type SourcedClass, type SourcedKind, type SourcedList } from './sourcedKinds.ts';

/** Inserts new rows, and updates those of which a field or a list changed. */
export async function writeFields(
  client: PoolClient,
  { kind, fields }: SourcedClass,
  rows: readonly MergedRow[],
): Promise<void> {
  const columns = columnTypes(fields);
  const changed = rows.filter(({ isChanged }) => isChanged);
  const values = ({ row: { id, slug }, fields: merged }: MergedRow) => ({ ...merged, id, slug });
  await executeInBatches(
    client,
    { id: 'integer', slug: 'text', ...columns },
    changed.filter(({ row }) => row.isNew).map(values),
    `INSERT INTO ${kind} (id, slug, ${columnList(columns)}) OVERRIDING SYSTEM VALUE SELECT id, slug, ${columnList(columns)} FROM {rows}`,
  );
  await executeInBatches(
    client,
    { id: 'integer', ...columns },
    changed.filter(({ row }) => !row.isNew).map(values),
    `UPDATE ${kind} t SET (${columnList(columns)}, updated_at) = ROW(${columnList(columns, 'x.')}, now()) FROM {rows} WHERE t.id = x.id`,
  );
}

/** Deletes the items of changed lists that are not in the merged list, with the same position. */
export async function deleteItems(client: PoolClient, list: SourcedList, rows: readonly ChangedRow[]): Promise<void> {
  const columns = itemColumns(list);
  const types = Object.entries(columns).map(([name, type]) => `"${name}" ${type}`);
  await executeInBatches(
    client,
    { id: 'integer', items: 'jsonb' },
    changedLists(list, rows)
      .filter(({ row }) => !row.isNew)
      .map(({ row, items }) => ({ id: row.id, items })),
    `DELETE FROM ${list.table} t USING {rows} WHERE t.${list.parent} = x.id
     AND NOT EXISTS (SELECT FROM jsonb_to_recordset(x.items) AS i(${types.join(', ')}) WHERE ${sameColumns(list, 'i')})`,
  );
}

/** An item that belongs to another row, so that it can't be inserted. */
interface RejectedItem {
  readonly row: MergedRow['row'];
  readonly given: Item;
  readonly held: null;
}

/** Inserts the items of changed lists that the register does not have. Returns those that were rejected. */
export async function insertItems(
  client: PoolClient,
  list: SourcedList,
  rows: readonly ChangedRow[],
): Promise<RejectedItem[]> {
  const { table, parent, exclusive } = list;
  const columns = { [parent]: 'integer', ...itemColumns(list) };
  const changed = changedLists(list, rows);
  function* items(): Generator<Item> {
    for (const { row, items } of changed) for (const item of items) yield { ...item, [parent]: row.id };
  }
  const isMissing = `NOT EXISTS (SELECT FROM ${table} t WHERE t.${parent} = x.${parent} AND ${sameColumns(list, 'x')})`;
  await executeInBatches(
    client,
    columns,
    items(),
    `INSERT INTO ${table} (${columnList(columns)}) SELECT ${columnList(columns)} FROM {rows} WHERE ${isMissing}
     ${exclusive ? 'ON CONFLICT DO NOTHING' : ''}`,
  );
  if (!exclusive) return [];
  const rejected = await executeInBatches<Item>(client, columns, items(), `SELECT * FROM {rows} WHERE ${isMissing}`);
  const byId = new Map(rows.map(({ row }) => [row.id, row]));
  return rejected.rows.flatMap((given) => {
    const row = byId.get(Number(given[parent]));
    return row ? { row, given, held: null } : [];
  });
}

/** Saves what the source gave of rows of which it gave something else before. */
export async function writeRecords(
  { client, source }: MergeContext,
  kind: SourcedKind,
  rows: readonly MergedRow[],
): Promise<void> {
  await executeInBatches(
    client,
    { key: 'text', fingerprint: 'text', content: 'jsonb', imported: 'jsonb', id: 'integer' },
    rows
      .filter(({ isRecorded }) => !isRecorded)
      .map(({ row: { id, mapped }, record, fingerprint, given: imported }) => ({
        key: mapped.sourceId,
        fingerprint,
        content: record,
        imported,
        id,
      })),
    `INSERT INTO source_record (source_id, source_key, fingerprint, content, imported, ${kind}_id)
     SELECT $2, x.key, x.fingerprint, x.content, x.imported, x.id FROM {rows}
     ON CONFLICT (source_id, source_key) DO UPDATE
     SET (fingerprint, content, imported, ${kind}_id) = ROW(EXCLUDED.fingerprint, EXCLUDED.content, EXCLUDED.imported, EXCLUDED.${kind}_id)`,
    source.id,
  );
}

interface ChangedList {
  readonly row: MergedRow['row'];
  /** The merged items, with their positions. */
  readonly items: readonly Item[];
}

function changedLists({ name, ordered }: SourcedList, rows: readonly ChangedRow[]): ChangedList[] {
  return rows.flatMap(({ row, held, lists }) => {
    const items = lists[name] ?? [];
    if (isSame(held?.lists[name], items)) return [];
    return { row, items: ordered ? items.map((item, position) => ({ ...item, position })) : items };
  });
}

/** The condition that an item of the row `given` is the row `t` of the table. */
function sameColumns(list: SourcedList, given: string): string {
  const columns = itemColumns(list);
  return `(${columnList(columns, `${given}.`)}) IS NOT DISTINCT FROM (${columnList(columns, 't.')})`;
}
