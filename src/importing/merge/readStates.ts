import type { PoolClient } from 'pg';
import { columnList } from '../../sql/executeInBatches.ts';
import type { MatchedRow } from './matchRows.ts';
import type { Item } from './mergeFields.ts';
import { columnTypes, itemColumns, type SourcedClass, type SourcedList } from './sourcedKinds.ts';

/** The values of a row: its fields by column, and its lists by name. */
export interface RowContent {
  readonly fields: Item;
  readonly lists: Readonly<Record<string, readonly Item[]>>;
}

/** The last import of a row by one of its sources. */
export interface StoredRecord {
  readonly source: string;
  readonly key: string;
  readonly fingerprint: string;
  /** What the source gave. Parts may be missing: they were not imported yet. */
  readonly imported: Partial<RowContent>;
}

/** What the register has of a row. */
export interface RowState {
  /** Null for a new row. */
  readonly held: RowContent | null;
  readonly records: readonly StoredRecord[];
}

/** Reads the values and the records of rows, each table by one statement. Values are those of JSON, as in the records. */
export async function readStates(
  client: PoolClient,
  { kind, fields, lists }: SourcedClass,
  rows: readonly MatchedRow[],
): Promise<(row: MatchedRow) => RowState> {
  const ids = rows.filter(({ isNew }) => !isNew).map(({ id }) => id);
  const select = `SELECT id, to_jsonb(h) - 'id' AS value FROM (SELECT id, ${columnList(columnTypes(fields))} FROM ${kind} WHERE id = ANY($1::int[])) h`;
  const held = await byId<Item>(client, select, ids);
  const items = new Map<string, ReadonlyMap<number, Item[]>>();
  for (const list of lists) items.set(list.name, await byId<Item[]>(client, selectItems(list), ids));
  const records = await byId<StoredRecord[]>(client, selectRecords(kind), ids);
  return ({ id }) => {
    const values = held.get(id);
    const listsOfRow = lists.map(({ name }) => [name, items.get(name)?.get(id) ?? []] as const);
    return {
      held: values ? { fields: values, lists: Object.fromEntries(listsOfRow) } : null,
      records: records.get(id) ?? [],
    };
  };
}

/** The items of each row, without their positions. */
function selectItems(list: SourcedList): string {
  const { table, parent, ordered } = list;
  const columns = columnList(itemColumns(list));
  const order = ordered ? 'position' : columns;
  const hidden = ordered ? '{id,position}' : '{id}';
  return `SELECT id, jsonb_agg(to_jsonb(i) - '${hidden}'::text[] ORDER BY ${order}) AS value
    FROM (SELECT ${parent} AS id, ${columns} FROM ${table} WHERE ${parent} = ANY($1::int[])) i GROUP BY id`;
}

function selectRecords(kind: string): string {
  return `SELECT ${kind}_id AS id, jsonb_agg(jsonb_build_object(
      'source', s.name, 'key', source_key, 'fingerprint', fingerprint, 'imported', imported) ORDER BY source_key) AS value
    FROM source_record r JOIN import_source s ON s.id = r.source_id WHERE ${kind}_id = ANY($1::int[]) GROUP BY ${kind}_id`;
}

async function byId<V>(client: PoolClient, statement: string, ids: readonly number[]): Promise<ReadonlyMap<number, V>> {
  if (ids.length === 0) return new Map();
  const { rows } = await client.query<{ id: number; value: V }>(statement, [ids]);
  return new Map(rows.map(({ id, value }) => [id, value]));
}
