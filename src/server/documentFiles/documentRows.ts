import type { FormattedExecutionResult } from 'graphql';
import { fail } from '../../errors/errors.ts';
import type { JsonCell } from '../../openData/writer.ts';
import { DOCUMENT_FILE_INCOMPLETE, DOCUMENT_FILE_TOO_LARGE } from '../serverErrors.ts';
import type { DocumentTable } from './documentTable.ts';
import type { ListField } from './ListField.ts';
import type { PagedDocument } from './pagedDocument.ts';

/** More would make other clients wait: the releases have everything. */
const MAX_ROWS = 10_000;

/** Executes a document with variables; rejects on an error. */
type ExecutePage = (text: string, variables: Record<string, unknown>) => Promise<FormattedExecutionResult>;

/** The rows of a document, page after page. Rejects an incomplete nested list. */
export async function* documentRows(
  table: DocumentTable,
  paged: PagedDocument,
  variables: Readonly<Record<string, unknown>>,
  executePage: ExecutePage,
): AsyncGenerator<JsonCell[][]> {
  const { cursor } = paged;
  let after = cursor?.start ?? null;
  let count = 0;
  for (;;) {
    const page = cursor ? { [cursor.first]: cursor.size, [cursor.after]: after } : {};
    const { data } = await executePage(paged.text, { ...variables, ...page });
    rejectIncomplete(table, paged, data);
    const rows = rowsOf(table, data);
    count += rows.length;
    if (count > MAX_ROWS) fail(DOCUMENT_FILE_TOO_LARGE, { maximum: `${MAX_ROWS} rows` });
    yield rows;
    const next = cursor && table.rows ? nextCursor(table.rows, paged.hasMoreAlias, data) : null;
    if (next === null) return;
    after = next;
  }
}

/** The cursor of the page that follows; null after the last. */
function nextCursor(rows: ListField, probe: string, data: unknown): string | null {
  const page = valueAt(data, [...(rows.page ?? []), probe]);
  if (valueAt(page, ['hasNextPage']) !== true) return null;
  const cursor = valueAt(page, ['endCursor']);
  if (typeof cursor !== 'string') throw new Error(`the page of ${rows.name} says that there is more, without a cursor`);
  return cursor;
}

/** Rejects a page when a list has more items than its largest page. */
function rejectIncomplete(table: DocumentTable, { bounded, hasMoreAlias: probe }: PagedDocument, data: unknown): void {
  for (const { list, size } of bounded) {
    const owners = list === table.rows ? [data] : objectsOf(table, data);
    if (owners.some((owner) => hasMore(list, size, probe, owner))) {
      fail(DOCUMENT_FILE_INCOMPLETE, { list: list.name, size });
    }
  }
}

function hasMore(list: ListField, size: number, probe: string, owner: unknown): boolean {
  const more = list.page && valueAt(owner, [...list.page, probe]);
  if (more != null) return more === true || valueAt(more, ['hasNextPage']) === true;
  const items = valueAt(owner, list.path);
  return Array.isArray(items) && items.length >= size;
}

function rowsOf(table: DocumentTable, data: unknown): JsonCell[][] {
  return objectsOf(table, data).flatMap((row) =>
    unrolledItems(table, row).map((item) =>
      table.columns.map(({ path, isOfUnrolled: ofUnrolled }) => valueAt(ofUnrolled ? item : row, path) ?? null),
    ),
  );
}

function objectsOf({ rows, rowPath }: DocumentTable, data: unknown): unknown[] {
  if (rows) return itemsAt(rows, data);
  const only = valueAt(data, rowPath);
  return only == null ? [] : [only];
}

/** The value at a path; undefined when a parent is null. */
function valueAt(from: unknown, path: readonly string[]): JsonCell | undefined {
  let value: unknown = from;
  for (const key of path) value = typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
  return isCell(value) ? value : undefined;
}

function unrolledItems({ unrolled }: DocumentTable, row: unknown): unknown[] {
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
