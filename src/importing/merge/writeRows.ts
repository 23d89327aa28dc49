import type { PoolClient } from 'pg';
import { propertiesOf, propertyOf, tableTypeOf } from '../../graphql/properties/declarations.ts';
import type { Model } from '../../graphql/relations/columns.ts';
import { columnOf, tableOf } from '../../graphql/relations/columns.ts';
import type { ColumnTypes, RowValues } from '../../sql/executeInBatches.ts';
import { columnList, executeInBatches } from '../../sql/executeInBatches.ts';
import type { SourceRow } from '../mappedSource.ts';
import type { MatchedRow } from './matchRows.ts';

/**
 * Creates and updates the rows of a class with slugs. It writes the properties that are not declared `imported: false`.
 * @param valuesOf gives the values of a row by property.
 * @param protectedColumns columns that a source must not change in some rows, with the SQL condition over `t` for these rows.
 */
export async function writeSluggedRows<D extends SourceRow>(
  client: PoolClient,
  model: Model,
  matched: readonly MatchedRow<D>[],
  valuesOf: (mapped: D) => object,
  protectedColumns: Readonly<Record<string, string>> = {},
): Promise<void> {
  const table = tableOf(model);
  const { columns, rowOf: columnsOfRow } = importedColumns(model);
  const rowOf = (row: MatchedRow<D>) => ({
    ...columnsOfRow(valuesOf(row.mapped)),
    slug: row.slug,
    id: row.id,
    shared: row.shared,
  });

  const created = matched.filter(({ action }) => action === 'create');
  const inserted = await executeInBatches<{ id: number; slug: string }>(
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
  await executeInBatches(
    client,
    { id: 'integer', shared: 'boolean', ...columns },
    matched.filter(({ action }) => action === 'update').map(rowOf),
    `UPDATE ${table} t SET ${assignments.join(', ')}, updated_at = now() FROM {rows} WHERE t.id = x.id`,
  );
}

/**
 * Replaces the children of imported rows: deletes children that the source no longer has, inserts new ones, and does not write
 * equal ones. A row that another source also has keeps its children if this source has none.
 * @param childrenOf gives the values of the children by property.
 */
export async function replaceChildren<D extends SourceRow>(
  client: PoolClient,
  model: Model,
  matched: readonly MatchedRow<D>[],
  childrenOf: (mapped: D) => readonly object[],
): Promise<void> {
  const { columns, rowOf } = importedColumns(model);
  const { subject } = tableTypeOf(model);
  if (subject === undefined) throw new Error(`${model.name} belongs to no other class`);
  const children: Children = { table: tableOf(model), parentColumn: propertyOf(model, subject).column, columns };
  await replaceRows(client, children, matched, (mapped) => childrenOf(mapped).map(rowOf));
}

/** Replaces the rows of a join table in the same way as children. `keysOf` gives the referenced keys, in order. */
export async function replaceJoinRows<D extends SourceRow>(
  client: PoolClient,
  table: string,
  [parentColumn, column]: readonly [from: string, to: string],
  matched: readonly MatchedRow<D>[],
  keysOf: (mapped: D) => readonly number[],
): Promise<void> {
  const children: Children = { table, parentColumn, columns: { [column]: 'integer', position: 'integer' } };
  await replaceRows(client, children, matched, (mapped) =>
    keysOf(mapped).map((key, position) => ({ [column]: key, position })),
  );
}

interface Children {
  readonly table: string;
  readonly parentColumn: string;
  readonly columns: ColumnTypes;
}

async function replaceRows<D extends SourceRow>(
  client: PoolClient,
  { table, parentColumn, columns }: Children,
  matched: readonly MatchedRow<D>[],
  childrenOf: (mapped: D) => readonly RowValues[],
): Promise<void> {
  const recordColumns = Object.entries(columns).map(([name, type]) => `"${name}" ${type}`);
  const sameAs = (given: string) =>
    `(${columnList(columns, `${given}.`)}) IS NOT DISTINCT FROM (${columnList(columns, 't.')})`;

  // Delete first: an inserted child may have the unique values of a deleted child of another parent.
  await executeInBatches(
    client,
    { id: 'integer', children: 'jsonb' },
    childrenByParent(matched, childrenOf, ({ action }) => action === 'update'),
    `DELETE FROM ${table} t USING {rows} WHERE t.${parentColumn} = x.id
     AND NOT EXISTS (SELECT FROM jsonb_to_recordset(x.children) AS c(${recordColumns.join(', ')}) WHERE ${sameAs('c')})`,
  );
  await executeInBatches(
    client,
    { [parentColumn]: 'integer', ...columns },
    children(
      parentColumn,
      childrenByParent(matched, childrenOf, ({ action }) => action !== 'none'),
    ),
    `INSERT INTO ${table} (${parentColumn}, ${columnList(columns)}) SELECT ${parentColumn}, ${columnList(columns)} FROM {rows}
     WHERE NOT EXISTS (SELECT FROM ${table} t WHERE t.${parentColumn} = x.${parentColumn} AND ${sameAs('x')})`,
  );
}

interface ParentWithChildren {
  readonly id: number | null;
  readonly children: readonly RowValues[];
}

/** The children of the rows that `wanted` selects, computed one row at a time. */
function* childrenByParent<D>(
  matched: readonly MatchedRow<D>[],
  childrenOf: (mapped: D) => readonly RowValues[],
  wanted: (row: MatchedRow<D>) => boolean,
): Generator<ParentWithChildren & RowValues> {
  for (const row of matched) {
    if (!wanted(row)) continue;
    const { id, shared, mapped } = row;
    const given = childrenOf(mapped);
    if (!shared || given.length > 0) yield { id, children: given };
  }
}

function* children(parentColumn: string, parents: Iterable<ParentWithChildren>): Generator<RowValues> {
  for (const { id, children } of parents) for (const child of children) yield { ...child, [parentColumn]: id };
}

/** The columns that imports write, with their PostgreSQL types, and a function that maps values of properties to a row. */
function importedColumns(model: Model): { columns: ColumnTypes; rowOf: (values: object) => RowValues } {
  const imported = propertiesOf(model).filter((property) => property.imported ?? true);
  return {
    columns: Object.fromEntries(imported.map(({ property, column }) => [column, columnOf(model, property).type])),
    rowOf: (values) =>
      Object.fromEntries(
        imported.map(({ property, column }): [string, unknown] => [column, Reflect.get(values, property)]),
      ),
  };
}
