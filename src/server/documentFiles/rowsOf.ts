import type { JsonCell } from '../../openData/writer.ts';
import type { DocumentTable } from './documentTable.ts';
import type { ListField } from './ListField.ts';

export function rowsOf(table: DocumentTable, data: unknown): JsonCell[][] {
  return objectsOf(table, data).flatMap((row) =>
    unrolledFrom(table, row).map((item) =>
      table.columns.map(({ path, ofUnrolled }) => valueAt(ofUnrolled ? item : row, path) ?? null),
    ),
  );
}

export function objectsOf({ rows, rowPath }: DocumentTable, data: unknown): unknown[] {
  if (rows) return itemsAt(rows, data);
  const only = valueAt(data, rowPath);
  return only == null ? [] : [only];
}

/** The value at a path; undefined when a parent is null. */
export function valueAt(from: unknown, path: readonly string[]): JsonCell | undefined {
  let value: unknown = from;
  for (const key of path) value = typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
  return isCell(value) ? value : undefined;
}

function unrolledFrom({ unrolled }: DocumentTable, row: unknown): unknown[] {
  if (!unrolled) return [null];
  const items = itemsAt(unrolled, row);
  return items.length === 0 ? [null] : items;
}

function itemsAt({ path, itemKey }: ListField, from: unknown): unknown[] {
  const list = valueAt(from, path);
  if (!Array.isArray(list)) return [];
  return itemKey === null ? list : list.map((edge) => valueAt(edge, [itemKey]));
}

function isCell(value: unknown): value is JsonCell {
  return value !== undefined && value !== null && ['string', 'number', 'boolean', 'object'].includes(typeof value);
}
