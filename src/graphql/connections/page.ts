import type { Fragment } from '../../sql/sql.ts';
import { raw, sql, value } from '../../sql/sql.ts';
import type { RequestContext } from '../context.ts';
import { type Facets, type FacetsArguments, facetReader } from '../facets/facets.ts';
import { columnsOf, isNode, selectList } from '../relations/columns.ts';
import type { Keyed } from '../relations/loaders.ts';
import { keysTable, loadRows, ROOT } from '../relations/loaders.ts';
import { BATCH_PARENT, TARGET } from '../relations/relations.ts';
import type { Page, PageInfo } from './connectionType.ts';
import { type CursorValues, cursorOf } from './cursor.ts';
import type { Connection } from './listing.ts';
import { type PageArguments, type PageRequest, pageRequest, pageRows } from './pageRequest.ts';
import { type Slice, type SliceArguments, skipsRows } from './slice.ts';

/** A page of a list with facets. */
export interface FacetedPage<T> extends Page<T> {
  facets(given: FacetsArguments): Facets;
}

/**
 * One page of a connection. For many parents with the same arguments, one statement reads the pages, one the counts, and one
 * each facet.
 */
export async function loadPage<T extends object>(
  ctx: RequestContext,
  connection: Connection<T>,
  given: PageArguments,
  parent: Keyed = ROOT,
): Promise<FacetedPage<T>> {
  const request = pageRequest(connection, given, ctx, BATCH_PARENT);
  const { filter = null, includeDescendants = false } = given;
  const { bindings } = request;
  // Counts and facets do not depend on the page size, the cursors and the order.
  const counting = { filter, includeDescendants, bindings, counted: true };
  const page = pageOf(
    request,
    given,
    () => loadRows<T & RowOfPage>(ctx, connection, parent, given, (keys) => pagesStatement(connection, request, keys)),
    async () => {
      const counts = await loadRows<{ count: number }>(ctx, connection, parent, counting, (keys) =>
        countsStatement(request, keys),
      );
      return counts[0]?.count ?? 0;
    },
  );
  return Object.assign(page, {
    facets: ({ ignoreOwnFilter }: FacetsArguments) => {
      const ignoresOwn = ignoreOwnFilter ?? false;
      const list = {
        name: connection.name,
        given: { ...counting, ignoresOwn },
        rows: request.countedRows(ignoresOwn),
      };
      return facetReader(ctx, list, parent);
    },
  });
}

/** A row of a page, with the sort values for its cursor. */
export interface RowOfPage {
  readonly $place: CursorValues;
}

/**
 * A page of rows.
 * @param read returns the rows in the direction of the request, and one more if there are more than the page size.
 */
export function pageOf<T extends object>(
  slice: Slice,
  given: SliceArguments,
  read: () => Promise<readonly (T & RowOfPage)[]>,
  count: () => Promise<number>,
): Page<T> {
  return {
    get nodes() {
      return read().then((found) => rowsOf(slice, found));
    },
    get edges() {
      return read().then((found) => rowsOf(slice, found).map((node) => ({ cursor: cursorAt(slice, node), node })));
    },
    get pageInfo() {
      return read().then((found) => pageInfoOf(slice, given, found));
    },
    get totalCount() {
      return count();
    },
  };
}

/** The range of a slice in a list of `total` items, in which the cursors have the positions `after` and `before`. */
export interface PositionRange {
  readonly start: number;
  readonly end: number;
}

/**
 * A page of a list whose items are read by position, such as the lines of a file.
 * @param bounds the positions of the cursors; null without a cursor.
 * @param readRange returns the items of a range, each with the sort values of its cursor.
 */
export function pageByPosition<T extends object>(
  slice: Slice,
  given: SliceArguments,
  total: number,
  bounds: { readonly after: number | null; readonly before: number | null },
  readRange: (range: PositionRange) => Promise<readonly (T & RowOfPage)[]>,
): Page<T> {
  const [from, to] = [(bounds.after ?? -1) + 1, Math.min(bounds.before ?? total, total)];
  // One item more than the page size shows whether there is another page.
  const start = slice.backward ? Math.max(from, to - slice.size - 1) : from;
  const end = slice.backward ? to : Math.min(to, from + slice.size + 1);
  let read: Promise<readonly (T & RowOfPage)[]> | undefined;
  const readOnce = () => {
    read ??= start >= end ? Promise.resolve([]) : readRange({ start, end });
    return read.then((items) => (slice.backward ? items.toReversed() : items));
  };
  return pageOf(slice, given, readOnce, async () => total);
}

/** The rows of the page in the requested order, without the additional row. */
function rowsOf<R>(slice: Slice, found: readonly R[]): R[] {
  const rows = found.slice(0, slice.size);
  return slice.backward ? rows.reverse() : rows;
}

function cursorAt({ signature }: Slice, { $place }: RowOfPage): string {
  return cursorOf(signature, $place);
}

function pageInfoOf(slice: Slice, given: SliceArguments, found: readonly RowOfPage[]): PageInfo {
  const rows = rowsOf(slice, found);
  const [first, last] = [rows[0], rows.at(-1)];
  const more = found.length > slice.size;
  return {
    hasNextPage: slice.backward ? skipsRows(slice, given.before) : more,
    hasPreviousPage: slice.backward ? more : skipsRows(slice, given.after),
    startCursor: first ? cursorAt(slice, first) : null,
    endCursor: last ? cursorAt(slice, last) : null,
  };
}

// Reads one row more than requested, to know whether there is another page.
function pagesStatement({ listing: { model } }: Connection, request: PageRequest, keys: readonly number[]): Fragment {
  const names = columnsOf(model).map(({ property }) => `p."${property}"`);
  if (isNode(model)) names.unshift('p."id"');
  const page = pageRows(request, selectList(model, TARGET), sql`${value(request.size + 1)}`);
  return sql`SELECT k.parent AS "$parent", ${raw(names.join(', '))}, p."$place" FROM ${keysTable(keys)} CROSS JOIN LATERAL (${page}) p ORDER BY k.parent, p."$row"`;
}

function countsStatement({ count }: PageRequest, keys: readonly number[]): Fragment {
  return sql`SELECT k.parent AS "$parent", ${count} AS count FROM ${keysTable(keys)}`;
}
