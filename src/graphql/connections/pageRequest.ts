import { fail } from '../../errors/errors.ts';
import type { Fragment } from '../../sql/sql.ts';
import { fill, raw, sql } from '../../sql/sql.ts';
import type { RequestContext } from '../context.ts';
import type { CountedRows, Facet } from '../facets/facets.ts';
import { whereOf, withoutField } from '../filters/filter.ts';
import type { JoinedValue } from '../filters/joinedValue.ts';
import { keptCount, keptFacetCounts } from '../filters/keptCounts.ts';
import { idAsOf } from '../globalId.ts';
import { LIST_TOO_LONG } from '../graphqlErrors.ts';
import type { Arguments } from '../relations/relations.ts';
import { rowsVia, TARGET } from '../relations/relations.ts';
import type { ListPart, OrderPart } from './keyset.ts';
import { cursorColumn, listParts, orderBy, tieBreaker } from './keyset.ts';
import type { Connection, OrderField } from './listing.ts';
import { type Slice, type SliceArguments, sliceOf } from './slice.ts';

/** The arguments of a connection, with filter and order. */
export interface PageArguments extends SliceArguments {
  filter?: object | null;
  orderBy?: readonly OrderField[] | null;
  /** Whether the rows of the descendants of the parent are included. */
  includeDescendants?: boolean | null;
  /** The day of the relation, `YYYY-MM-DD`. */
  on?: string | null;
}

/** The checked arguments of a connection, as SQL. The rows have the alias {@link TARGET}. */
export interface PageRequest extends Slice {
  order: OrderPart[];
  /** The parts of the list in its order, and of each the rows of the list between the cursors. */
  parts: readonly ListPart[];
  /** The values of the placeholders in the SQL of relation, filter and order. */
  bindings: Arguments;
  /** FROM of the whole list of the parent. */
  from: Fragment;
  where: Fragment;
  /** The number of rows of the whole list. */
  count: Fragment;
  /** The rows that facets count. @param ignoresOwn whether each facet ignores the condition of the filter on its own field. */
  countedRows(ignoresOwn: boolean): CountedRows;
}

type PageContext = Pick<RequestContext, 'today' | 'asOf'>;

const MAXIMUM_ORDER_KEYS = 10;

/**
 * Checks the arguments of a connection and translates them to SQL.
 * @param context the day for filters and orders that depend on the day, and the version of the register; null at present.
 * @param parentKey the key of the parent, in SQL.
 */
export function pageRequest(
  connection: Connection,
  given: PageArguments,
  { today, asOf }: PageContext,
  parentKey: Fragment,
): PageRequest {
  const bindings = { on: today, day: given.on ?? null, ...connection.viaArguments?.(given) };
  const { orders, defaultOrder, model } = connection.listing;
  const keys = given.orderBy?.length ?? 0;
  if (keys > MAXIMUM_ORDER_KEYS) {
    fail(LIST_TOO_LONG, { path: 'orderBy', length: keys, maximum: MAXIMUM_ORDER_KEYS });
  }
  const fields = given.orderBy?.length ? given.orderBy : orderFields(defaultOrder);
  const order = fields.map(({ field, direction }): OrderPart => {
    const key = orders[field];
    if (!key) throw new Error(`${connection.name} has no order ${field}`);
    return { ...key, direction };
  });
  if (!order.some(({ unique }) => unique)) order.push(tieBreaker(fields[0]?.direction ?? 'ASC'));
  const signature = `${idAsOf(connection.name, asOf)} ${fields.map(({ field, direction }) => `${field} ${direction}`).join(', ')}`;
  const slice = sliceOf(
    signature,
    order.map(({ type }) => type),
    given,
  );
  const via =
    (given.on != null && connection.viaOnDay) ||
    (given.includeDescendants && connection.viaWithDescendants) ||
    connection.via;
  const { from, on } = rowsVia(model, via, parentKey);
  const filled = (fragment: Fragment) => fill(fragment, { arguments: bindings });
  const filter = given.filter ?? {};
  const whereUnder = (conditions: object, joined?: JoinedValue) =>
    filled(sql`${on} AND ${fill(whereOf(connection.listing, conditions, joined), { self: TARGET })}`);
  const where = whereUnder(filter);
  // Only the first part joins the row of the first sort key.
  const joined = order[0]?.joined;
  const whereOfFirst = joined ? whereUnder(filter, joined) : where;
  const parts = listParts(order, slice).map((part, at) => ({
    join: filled(part.join),
    where: sql`${at === 0 ? whereOfFirst : where} AND ${filled(part.where)}`,
    order: part.order.map((key) => ({ ...key, by: filled(key.by) })),
  }));
  const hasAllRows = via.by === 'root';
  const kept = hasAllRows ? keptCount(connection.listing, filter) : null;
  return {
    ...slice,
    order: order.map((part) => ({ ...part, by: filled(part.by) })),
    parts,
    bindings,
    from: filled(from),
    where,
    count: filled(kept ?? sql`(SELECT count(*)::int FROM ${from} WHERE ${where})`),
    countedRows: (ignoresOwn) => {
      const filterOf = ({ name }: Facet) => (ignoresOwn ? withoutField(filter, name) : filter);
      return {
        from: filled(from),
        where: (facet) => whereUnder(filterOf(facet)),
        keptCounts: (facet) => (hasAllRows ? keptFacetCounts(connection.listing, facet, filterOf(facet)) : null),
        arguments: bindings,
      };
    },
  };
}

function orderFields(order: Connection['listing']['defaultOrder']): readonly OrderField[] {
  return typeof order === 'string' ? [{ field: order, direction: 'ASC' }] : order;
}

/** SELECT of the rows of one page under the alias {@link TARGET}. */
export function firstRows(request: PageRequest, limit: Fragment): Fragment {
  const { parts, order, backward, offset } = request;
  const [part, next] = backward ? parts.toReversed() : parts;
  const skipped = raw(offset === 0 ? '' : ` OFFSET ${offset}`);
  if (!part) throw new Error('a list has at least one part');
  if (!next) return sql`${rowsOfPart(request, part, limit)}${skipped}`;
  // The second part is only read for the rows that the first part lacks.
  const wanted = offset === 0 ? limit : sql`${limit} + ${raw(String(offset))}`;
  const more = sql`SELECT * FROM (${rowsOfPart(request, next, wanted)}) n LIMIT ${wanted} - (SELECT count(*) FROM f)`;
  const rows = sql`WITH f AS (${rowsOfPart(request, part, wanted)}) SELECT * FROM f UNION ALL (${more})`;
  if (offset === 0) return rows;
  return sql`SELECT * FROM (${rows}) ${raw(TARGET)} ORDER BY ${orderBy(order, backward)} LIMIT ${limit}${skipped}`;
}

function rowsOfPart({ from, backward }: PageRequest, part: ListPart, limit: Fragment): Fragment {
  return sql`SELECT ${raw(`${TARGET}.*`)} FROM ${from}${part.join} WHERE ${part.where} ORDER BY ${orderBy(part.order, backward)} LIMIT ${limit}`;
}

/**
 * SELECT of the rows of one page, with their sort values as `$place` and their rank in the page as `$row`.
 * @param columns the other columns to select.
 */
export function pageRows(request: PageRequest, columns: Fragment, limit: Fragment): Fragment {
  const { order, backward } = request;
  return sql`SELECT ${columns}, ${cursorColumn(order)} AS "$place", row_number() OVER (ORDER BY ${orderBy(order, backward)}) AS "$row" FROM (${firstRows(request, limit)}) ${raw(TARGET)}`;
}
