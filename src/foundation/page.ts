import { columnsOf, isNode, selectList } from './columns.ts';
import type { RequestContext } from './context.ts';
import type { KeyType, Place } from './cursor.ts';
import { cursorOf, placeOf } from './cursor.ts';
import { refuse } from './errors.ts';
import { type Facets, facetsOf } from './facets.ts';
import { whereOf } from './filter.ts';
import type { Direction, OrderPart } from './keyset.ts';
import { beyond, orderBy, placeColumn, tieBreaker } from './keyset.ts';
import type { Connected } from './listing.ts';
import type { Child, Keyed } from './loaders.ts';
import { grouped, keysTable, loader } from './loaders.ts';
import { PAGE_SIZE, sizeOf } from './pageSize.ts';
import { BATCHED, rowsVia, TARGET } from './relations.ts';
import { ROOT } from './root.ts';
import type { Fragment } from './sql.ts';
import { fill, join, raw, sql, value } from './sql.ts';

/** The arguments of a connection, as the Relay specification names them, with filter and order. */
export interface PageArguments<F = object, O = string> {
  first?: number | null;
  after?: string | null;
  last?: number | null;
  before?: string | null;
  filter?: F | null;
  orderBy?: { field: O; direction: Direction }[] | null;
  /** Whether the rows of what is below the parent are asked for too. */
  includeDescendants?: boolean | null;
  /** What the list itself depends on: fills the holes of its declaration. */
  within?: Readonly<Record<string, unknown>>;
}

/**
 * A page of rows, as the Relay specification shapes it (https://relay.dev/graphql/connections.htm). Nothing is read
 * before it is asked for: a count alone reads no row, and a page alone counts nothing.
 */
export interface Page<T> {
  readonly nodes: Promise<T[]>;
  readonly edges: Promise<Edge<T>[]>;
  readonly pageInfo: Promise<Position>;
  readonly totalCount: Promise<number>;
}

export interface Edge<T> {
  cursor: string;
  node: T;
}

/** Where a page stands in its list. */
export interface Position {
  hasNextPage: boolean;
  hasPreviousPage: boolean;
  startCursor: string | null;
  endCursor: string | null;
}

/** A page of a list that can be counted by value. */
export interface FacetedPage<T> extends Page<T> {
  readonly facets: Facets;
}

const ORDER_KEYS_AT_MOST = 10;

/**
 * One page of a connection. Pages of the same connection and arguments for many parents are read by one statement,
 * and so are their counts, and each of their facets.
 */
export async function loadPage<T extends object, F extends object, O extends string>(
  ctx: RequestContext,
  connection: Connected<T, F, O>,
  given: PageArguments<F, O>,
  parent: Keyed = ROOT,
): Promise<FacetedPage<T>> {
  const asked = askedOf(ctx, connection, given);
  const { filter = null, includeDescendants = false, within = {} } = given;
  const counting = { filter, includeDescendants, within, counted: true };
  const page = pageOf(
    asked,
    given,
    () => loader(ctx, connection, given, (keys) => readPages(ctx, connection, asked, keys)).load(parent.key),
    () => loader(ctx, connection, counting, (keys) => readCounts(ctx, asked, keys)).load(parent.key),
  );
  const { from, where, depending } = asked;
  const list = { declaration: connection, given: counting, from, where, arguments: depending };
  return Object.assign(page, { facets: facetsOf(ctx, list, parent) });
}

/** A row of a page, with its place in the order. */
export interface Placed {
  readonly $place: Place;
}

/** How much of which list is asked for. */
export interface Slice {
  readonly size: number;
  readonly backward: boolean;
  /** Names list and order in the cursors. */
  readonly signature: string;
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

/** What a request asks of a connection, checked. */
interface Asked extends Slice {
  order: OrderPart[];
  /** What fills the holes of the list, of its filters and orders. */
  depending: Readonly<Record<string, unknown>>;
  /** The rows of the whole list, from the parent `k.parent`. */
  from: Fragment;
  where: Fragment;
  /** Which of them are beyond the cursors. */
  beyond: Fragment;
}

function askedOf<T extends object, F extends object, O extends string>(
  ctx: RequestContext,
  connection: Connected<T, F, O>,
  given: PageArguments<F, O>,
): Asked {
  if (given.first != null && given.last != null) refuse('PAGE_DIRECTION_AMBIGUOUS', {});
  const backward = given.last != null;
  const size = sizeOf(backward ? 'last' : 'first', given.first ?? given.last ?? PAGE_SIZE);
  const { orders, defaultOrder, model } = connection.listing;
  const keys = given.orderBy?.length ?? 0;
  if (keys > ORDER_KEYS_AT_MOST) {
    refuse('LIST_TOO_LONG', { path: 'orderBy', length: keys, maximum: ORDER_KEYS_AT_MOST });
  }
  const fields = given.orderBy?.length ? given.orderBy : [{ field: defaultOrder, direction: 'ASC' as const }];
  const order: OrderPart[] = fields.map(({ field, direction }) => ({ ...orders[field], direction }));
  if (!order.some(({ unique }) => unique)) order.push(tieBreaker(fields[0]?.direction ?? 'ASC'));
  const signature = `${connection.name} ${fields.map(({ field, direction }) => `${field} ${direction}`).join(', ')}`;
  const types = order.map(({ type }) => type);
  const bounds = (['after', 'before'] as const).flatMap((name) => {
    const cursor = given[name];
    return cursor == null ? [] : [beyond(order, placeOf(signature, types, cursor, name), name === 'before')];
  });
  const via = (given.includeDescendants && connection.below) || connection.via;
  const { from, on } = rowsVia(model(), via, BATCHED);
  const where = sql`${on} AND ${fill(whereOf(connection.listing, given.filter ?? undefined), { self: TARGET })}`;
  // Filters and orders that depend on a day mean the current one.
  const depending = { on: ctx.today, ...given.within };
  const filled = (fragment: Fragment) => fill(fragment, { arguments: depending });
  return {
    size,
    backward,
    order: order.map((part) => ({ ...part, by: filled(part.by) })),
    signature,
    depending,
    from: filled(from),
    where: filled(where),
    beyond: bounds.length === 0 ? raw('true') : filled(join(bounds, ' AND ')),
  };
}

async function readPages<T extends object, F extends object, O extends string>(
  ctx: RequestContext,
  { listing }: Connected<T, F, O>,
  { order, backward, size, from, where, beyond: further }: Asked,
  keys: readonly number[],
): Promise<(key: number) => (T & Child & Placed)[]> {
  const model = listing.model();
  const names = columnsOf(model).map(({ property }) => `p."${property}"`);
  if (isNode(model)) names.unshift('p."id"');
  const inOrder = orderBy(order, backward);
  // One row more than asked for tells whether there are others.
  const rows = await ctx.reader.rows<T & Child & Placed>(
    sql`SELECT k.parent AS "$parent", ${raw(names.join(', '))}, p."$place" FROM ${keysTable(keys)} CROSS JOIN LATERAL (SELECT ${selectList(model, TARGET)}, ${placeColumn(order)} AS "$place", row_number() OVER (ORDER BY ${inOrder}) AS "$row" FROM (SELECT ${raw(`${TARGET}.*`)} FROM ${from} WHERE ${where} AND ${further} ORDER BY ${inOrder} LIMIT ${value(size + 1)}) ${raw(TARGET)}) p ORDER BY k.parent, p."$row"`,
  );
  const byParent = grouped(rows);
  return (key) => byParent.get(key) ?? [];
}

async function readCounts(
  ctx: RequestContext,
  { from, where }: Asked,
  keys: readonly number[],
): Promise<(key: number) => number> {
  const rows = await ctx.reader.rows<Child & { count: number }>(
    sql`SELECT k.parent AS "$parent", c.count FROM ${keysTable(keys)} CROSS JOIN LATERAL (SELECT count(*)::int AS count FROM ${from} WHERE ${where}) c`,
  );
  const byParent = new Map(rows.map((row) => [row.$parent, row.count]));
  return (key) => byParent.get(key) ?? 0;
}
