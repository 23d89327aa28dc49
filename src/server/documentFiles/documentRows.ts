import type { FormattedExecutionResult } from 'graphql';
import { fail } from '../../errors/errors.ts';
import type { JsonCell } from '../../openData/writer.ts';
import { DOCUMENT_FILE_INCOMPLETE, DOCUMENT_FILE_TOO_LARGE } from '../serverErrors.ts';
import type { DocumentTable } from './documentTable.ts';
import type { ListField } from './ListField.ts';
import type { PagedDocument } from './pagedDocument.ts';

/** The maximum number of rows of a file. Larger files would delay other clients; the releases contain all rows. */
const MAX_ROWS = 10_000;

/** Executes a document with variables. Rejects when the response has errors. */
type ExecutePage = (text: string, variables: Record<string, unknown>) => Promise<FormattedExecutionResult>;

/** Reads the rows of a document page by page. Throws DOCUMENT_FILE_TOO_LARGE or DOCUMENT_FILE_INCOMPLETE. */
export async function* documentRows(
  table: DocumentTable,
  paged: PagedDocument,
  variables: Readonly<Record<string, unknown>>,
  executePage: ExecutePage,
): AsyncGenerator<JsonCell[][]> {
  const { paging } = paged;
  let after = paging?.firstAfter ?? null;
  let once = paging?.firstOnly ?? {};
  let count = 0;
  for (;;) {
    const page = paging ? { [paging.firstVariable]: paging.pageSize, [paging.afterVariable]: after, ...once } : {};
    once = {};
    const { data } = await executePage(paged.text, { ...variables, ...page });
    rejectIncomplete(table, paged, data);
    const rows = rowsOf(table, data);
    count += rows.length;
    if (count > MAX_ROWS) fail(DOCUMENT_FILE_TOO_LARGE, { maximum: `${MAX_ROWS} rows` });
    yield rows;
    const next = paging && table.rows ? nextCursor(table.rows, paged.hasMoreAlias, data) : null;
    if (next === null) return;
    after = next;
  }
}

/** The cursor of the next page; null after the last page. */
function nextCursor(rows: ListField, hasMoreAlias: string, data: unknown): string | null {
  const page = valueAt(data, [...(rows.connectionPath ?? []), hasMoreAlias]);
  if (valueAt(page, ['hasNextPage']) !== true) return null;
  const cursor = valueAt(page, ['endCursor']);
  if (typeof cursor !== 'string') throw new Error(`the page of ${rows.name} has a next page, and no cursor`);
  return cursor;
}

/** Throws DOCUMENT_FILE_INCOMPLETE if a list of which only one page is read has more items. */
function rejectIncomplete(table: DocumentTable, { singlePageLists, hasMoreAlias }: PagedDocument, data: unknown): void {
  for (const { list, size } of singlePageLists) {
    const parents = list === table.rows ? [data] : rowObjectsOf(table, data);
    if (parents.some((parent) => hasMore(list, size, hasMoreAlias, parent))) {
      fail(DOCUMENT_FILE_INCOMPLETE, { list: list.name, size });
    }
  }
}

function hasMore(list: ListField, size: number, hasMoreAlias: string, parent: unknown): boolean {
  const more = list.connectionPath && valueAt(parent, [...list.connectionPath, hasMoreAlias]);
  if (more != null) return more === true || valueAt(more, ['hasNextPage']) === true;
  const items = valueAt(parent, list.path);
  return Array.isArray(items) && items.length >= size;
}

function rowsOf(table: DocumentTable, data: unknown): JsonCell[][] {
  return rowObjectsOf(table, data).flatMap((row) =>
    unrolledItems(table, row).map((item) =>
      table.columns.map(({ path, isOfUnrolled }) => valueAt(isOfUnrolled ? item : row, path) ?? null),
    ),
  );
}

function rowObjectsOf({ rows, rowPath }: DocumentTable, data: unknown): unknown[] {
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
