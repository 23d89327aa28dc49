import { fail } from '../../errors/errors.ts';
import type { Fragment } from '../../sql/sql.ts';
import { raw, sql, value } from '../../sql/sql.ts';
import type { RequestContext } from '../context.ts';
import { type Facets, type FacetsArguments, facetReader } from '../facets/facets.ts';
import { idAsOf } from '../globalId.ts';
import { PAGE_DIRECTION_AMBIGUOUS } from '../graphqlErrors.ts';
import { columnsOf, isNode, selectList } from '../relations/columns.ts';
import type { Keyed } from '../relations/loaders.ts';
import { keysTable, loadRows, ROOT } from '../relations/loaders.ts';
import { checkPageSize, DEFAULT_PAGE_SIZE } from '../relations/pageSize.ts';
import { BATCH_PARENT, TARGET } from '../relations/relations.ts';
import type { Page, PageInfo } from './connectionType.ts';
import type { CursorValues, KeyType } from './cursor.ts';
import { cursorOf, cursorValues } from './cursor.ts';
import type { Connection } from './listing.ts';
import type { PageArguments, PageRequest, Slice } from './pageRequest.ts';
import { countedRows, pageRequest, pageRows } from './pageRequest.ts';

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
        rows: countedRows(request, ignoresOwn),
      };
      return facetReader(ctx, list, parent);
    },
  });
}

/** A row of a page, with the sort values for its cursor. */
export interface RowOfPage {
  readonly $place: CursorValues;
}

/** The slice of a list without backward paging: its size, and the sort values of `after`; null for the first page. */
export function forwardSlice(
  { asOf }: Pick<RequestContext, 'asOf'>,
  list: string,
  types: readonly KeyType[],
  { first, after }: Pick<PageArguments, 'first' | 'after'>,
): Slice & { readonly after: CursorValues | null } {
  const signature = idAsOf(list, asOf);
  return {
    size: checkPageSize('first', first ?? DEFAULT_PAGE_SIZE),
    backward: false,
    signature,
    after: after == null ? null : cursorValues(signature, types, after, 'after'),
  };
}

/** The slice of a list with backward paging: its size, and the sort values of `after` and `before`; null without them. */
export function bothWaysSlice(
  { asOf }: Pick<RequestContext, 'asOf'>,
  list: string,
  types: readonly KeyType[],
  { first, after, last, before }: PageArguments,
): Slice & { readonly after: CursorValues | null; readonly before: CursorValues | null } {
  if (first != null && last != null) fail(PAGE_DIRECTION_AMBIGUOUS);
  const signature = idAsOf(list, asOf);
  const valuesOf = (cursor: string | null | undefined, argument: string) =>
    cursor == null ? null : cursorValues(signature, types, cursor, argument);
  return {
    size: checkPageSize(last == null ? 'first' : 'last', first ?? last ?? DEFAULT_PAGE_SIZE),
    backward: last != null,
    signature,
    after: valuesOf(after, 'after'),
    before: valuesOf(before, 'before'),
  };
}

/**
 * A page of rows.
 * @param read returns the rows in the direction of the request, and one more if there are more than the page size.
 */
export function pageOf<T extends object>(
  slice: Slice,
  given: PageArguments,
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

/** The rows of the page in the requested order, without the additional row. */
function rowsOf<R>(slice: Slice, found: readonly R[]): R[] {
  const rows = found.slice(0, slice.size);
  return slice.backward ? rows.reverse() : rows;
}

function cursorAt({ signature }: Slice, { $place }: RowOfPage): string {
  return cursorOf(signature, $place);
}

function pageInfoOf(slice: Slice, given: PageArguments, found: readonly RowOfPage[]): PageInfo {
  const rows = rowsOf(slice, found);
  const [first, last] = [rows[0], rows.at(-1)];
  const more = found.length > slice.size;
  return {
    // The row of `after` precedes the page, and the row of `before` follows it, so the list has more rows on that side.
    hasNextPage: slice.backward ? given.before != null : more,
    hasPreviousPage: slice.backward ? more : given.after != null,
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

function countsStatement({ from, where }: PageRequest, keys: readonly number[]): Fragment {
  return sql`SELECT k.parent AS "$parent", c.count FROM ${keysTable(keys)} CROSS JOIN LATERAL (SELECT count(*)::int AS count FROM ${from} WHERE ${where}) c`;
}
