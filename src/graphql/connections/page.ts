import { raw, sql, value } from '../../sql/sql.ts';
import type { RequestContext } from '../context.ts';
import { type Facets, facetsOf } from '../facets/facets.ts';
import { columnsOf, isNode, selectList } from '../relations/columns.ts';
import type { Child, Keyed } from '../relations/loaders.ts';
import { grouped, keysTable, loader, ROOT } from '../relations/loaders.ts';
import { BATCHED, TARGET } from '../relations/relations.ts';
import type { Page, Position } from './connectionType.ts';
import type { KeyType, Place } from './cursor.ts';
import { cursorOf, placeOf } from './cursor.ts';
import type { Connection } from './listing.ts';
import type { AskedPage, PageArguments, Slice } from './pageRequest.ts';
import { askedOf, pageRows } from './pageRequest.ts';
import { PAGE_SIZE, sizeOf } from './pageSize.ts';

/** A page of a list that can be counted by value. */
export interface FacetedPage<T> extends Page<T> {
  readonly facets: Facets;
}

/**
 * One page of a connection. Pages of the same connection and arguments for many parents are read by one statement,
 * and so are their counts, and each of their facets.
 */
export async function loadPage<T extends object>(
  ctx: RequestContext,
  connection: Connection<T>,
  given: PageArguments,
  parent: Keyed = ROOT,
): Promise<FacetedPage<T>> {
  const asked = askedOf(connection, given, ctx.today, BATCHED);
  const { filter = null, includeDescendants = false } = given;
  const { from, where, depending } = asked;
  const counting = { filter, includeDescendants, depending, counted: true };
  const page = pageOf(
    asked,
    given,
    () => loader(ctx, connection, given, (keys) => readPages(ctx, connection, asked, keys)).load(parent.key),
    () => loader(ctx, connection, counting, (keys) => readCounts(ctx, asked, keys)).load(parent.key),
  );
  const list = { declaration: connection, given: counting, from, where, arguments: depending };
  return Object.assign(page, { facets: facetsOf(ctx, list, parent) });
}

/** A row of a page, with its place in the order. */
export interface Placed {
  readonly $place: Place;
}

/** What is asked of a list that is only read forward: how much, and the place it comes after, or null from the start. */
export function forwardSlice(
  name: string,
  types: readonly KeyType[],
  { first, after }: Pick<PageArguments, 'first' | 'after'>,
): Slice & { readonly after: Place | null } {
  return {
    size: sizeOf('first', first ?? PAGE_SIZE),
    backward: false,
    signature: name,
    after: after == null ? null : placeOf(name, types, after, 'after'),
  };
}

/**
 * A page of rows that are read by hand.
 * @param read gives the rows in the direction asked for, one more than the size if there are others.
 */
export function pageOf<T extends object>(
  slice: Slice,
  given: PageArguments,
  read: () => Promise<readonly (T & Placed)[]>,
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
      return read().then((found) => positionOf(slice, given, found));
    },
    get totalCount() {
      return count();
    },
  };
}

/** The rows of the page, without the one more that tells of others, in the order asked for. */
function rowsOf<R>(asked: Slice, found: readonly R[]): R[] {
  const rows = found.slice(0, asked.size);
  return asked.backward ? rows.reverse() : rows;
}

function cursorAt({ signature }: Slice, { $place }: Placed): string {
  return cursorOf(signature, $place);
}

function positionOf(asked: Slice, given: PageArguments, found: readonly Placed[]): Position {
  const rows = rowsOf(asked, found);
  const [first, last] = [rows[0], rows.at(-1)];
  const more = found.length > asked.size;
  return {
    // The row of a cursor stands beside the page: it was read from this very list.
    hasNextPage: asked.backward ? given.before != null : more,
    hasPreviousPage: asked.backward ? more : given.after != null,
    startCursor: first ? cursorAt(asked, first) : null,
    endCursor: last ? cursorAt(asked, last) : null,
  };
}

async function readPages<T extends object>(
  ctx: RequestContext,
  { listing }: Connection<T>,
  asked: AskedPage,
  keys: readonly number[],
): Promise<(key: number) => (T & Child & Placed)[]> {
  const model = listing.model;
  const names = columnsOf(model).map(({ property }) => `p."${property}"`);
  if (isNode(model)) names.unshift('p."id"');
  // One row more than asked for tells whether there are others.
  const page = pageRows(asked, selectList(model, TARGET), sql`${value(asked.size + 1)}`);
  const rows = await ctx.reader.rows<T & Child & Placed>(
    sql`SELECT k.parent AS "$parent", ${raw(names.join(', '))}, p."$place" FROM ${keysTable(keys)} CROSS JOIN LATERAL (${page}) p ORDER BY k.parent, p."$row"`,
  );
  const byParent = grouped(rows);
  return (key) => byParent.get(key) ?? [];
}

async function readCounts(
  ctx: RequestContext,
  { from, where }: AskedPage,
  keys: readonly number[],
): Promise<(key: number) => number> {
  const rows = await ctx.reader.rows<Child & { count: number }>(
    sql`SELECT k.parent AS "$parent", c.count FROM ${keysTable(keys)} CROSS JOIN LATERAL (SELECT count(*)::int AS count FROM ${from} WHERE ${where}) c`,
  );
  const byParent = new Map(rows.map((row) => [row.$parent, row.count]));
  return (key) => byParent.get(key) ?? 0;
}
