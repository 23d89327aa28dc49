import type { PoolClient } from 'pg';
import type { Model } from '../../graphql/relations/columns.ts';
import { columnsOf, tableOf } from '../../graphql/relations/columns.ts';
import type { WrittenColumns, WrittenRow } from '../../sql/rowWriter.ts';
import { columnList, overRows } from '../../sql/rowWriter.ts';
import type { SourceRow } from '../mappedSource.ts';
import type { Matched } from './matchRows.ts';

/**
 * Creates and updates the rows of a class that carry a slug.
 * @param valuesOf gives the values of a row by column name, the slug apart.
 * @param protectedColumns the columns that imports do not overwrite, each with the SQL condition over `t`.
 */
export async function writeSluggedRows<D extends SourceRow>(
  client: PoolClient,
  model: Model,
  matched: readonly Matched<D>[],
  valuesOf: (mapped: D) => WrittenRow,
  protectedColumns: Readonly<Record<string, string>> = {},
): Promise<void> {
  const table = tableOf(model);
  const columns = typesOf(model, Object.keys(matched[0] ? valuesOf(matched[0].mapped) : {}));
  const rowOf = (row: Matched<D>) => ({ ...valuesOf(row.mapped), slug: row.slug, id: row.id, shared: row.shared });

  const created = matched.filter(({ action }) => action === 'create');
  const inserted = await overRows<{ id: number; slug: string }>(
    client,
    { slug: 'text', ...columns },
    created.map(rowOf),
    `INSERT INTO ${table} (slug, ${columnList(columns)}) SELECT slug, ${columnList(columns)} FROM {rows} RETURNING id, slug`,
  );
  const ids = new Map(inserted.rows.map(({ id, slug }) => [slug, id]));
  for (const row of created) row.id = ids.get(row.slug) ?? null;

  const assignments = Object.keys(columns).map(
    (name) =>
      `"${name}" = CASE WHEN ${protectedColumns[name] ?? 'false'} THEN t."${name}" WHEN x.shared THEN coalesce(x."${name}", t."${name}") ELSE x."${name}" END`,
  );
  await overRows(
    client,
    { id: 'integer', shared: 'boolean', ...columns },
    matched.filter(({ action }) => action === 'update').map(rowOf),
    `UPDATE ${table} t SET ${assignments.join(', ')}, updated_at = now() FROM {rows} WHERE t.id = x.id`,
  );
}

/**
 * Brings what belongs to rows that were created or updated to what is given: those that are no longer given go, those
 * that are new come, those that stay as they are are left alone. A row that another source knows too keeps its children
 * when this source gives none.
 * @param childrenOf gives the values of the children by column name, the parent's key apart.
 */
export async function replaceChildren<D extends SourceRow>(
  client: PoolClient,
  table: string,
  parentColumn: string,
  columns: WrittenColumns,
  matched: readonly Matched<D>[],
  childrenOf: (mapped: D) => readonly WrittenRow[],
): Promise<void> {
  const as = Object.entries(columns).map(([name, type]) => `"${name}" ${type}`);
  const sameAs = (given: string) =>
    `(${columnList(columns, `${given}.`)}) IS NOT DISTINCT FROM (${columnList(columns, 't.')})`;

  // All that goes, goes first: what comes may take its place under another parent. A row that is new has none to go.
  await overRows(
    client,
    { id: 'integer', children: 'jsonb' },
    families(matched, childrenOf, ({ action }) => action === 'update'),
    `DELETE FROM ${table} t USING {rows} WHERE t.${parentColumn} = x.id
     AND NOT EXISTS (SELECT FROM jsonb_to_recordset(x.children) AS c(${as.join(', ')}) WHERE ${sameAs('c')})`,
  );
  await overRows(
    client,
    { [parentColumn]: 'integer', ...columns },
    children(
      parentColumn,
      families(matched, childrenOf, ({ action }) => action !== 'none'),
    ),
    `INSERT INTO ${table} (${parentColumn}, ${columnList(columns)}) SELECT ${parentColumn}, ${columnList(columns)} FROM {rows}
     WHERE NOT EXISTS (SELECT FROM ${table} t WHERE t.${parentColumn} = x.${parentColumn} AND ${sameAs('x')})`,
  );
}

interface Family {
  readonly id: number | null;
  readonly children: readonly WrittenRow[];
}

/** The children of the rows that are `wanted`, made one row at a time. */
function* families<D>(
  matched: readonly Matched<D>[],
  childrenOf: (mapped: D) => readonly WrittenRow[],
  wanted: (row: Matched<D>) => boolean,
): Generator<Family & WrittenRow> {
  for (const row of matched) {
    if (!wanted(row)) continue;
    const { id, shared, mapped } = row;
    const given = childrenOf(mapped);
    if (!shared || given.length > 0) yield { id, children: given };
  }
}

function* children(parentColumn: string, parents: Iterable<Family>): Generator<WrittenRow> {
  for (const { id, children } of parents) for (const child of children) yield { ...child, [parentColumn]: id };
}

/** The PostgreSQL types of columns of a class, by their names in the database. */
function typesOf(model: Model, names: readonly string[]): WrittenColumns {
  const types = new Map(columnsOf(model).map(({ name, type }) => [name, type]));
  return Object.fromEntries(names.map((name) => [name, types.get(name) ?? unknownColumn(model, name)]));
}

function unknownColumn(model: Model, name: string): never {
  throw new Error(`${model.name} has no column ${name}`);
}
