import { fail } from '../../errors/errors.ts';
import type { Fragment } from '../../sql/sql.ts';
import { fill, join, raw, sql } from '../../sql/sql.ts';
import { whereOf } from '../filters/filter.ts';
import { LIST_TOO_LONG, PAGE_DIRECTION_AMBIGUOUS } from '../graphqlErrors.ts';
import type { Arguments } from '../relations/relations.ts';
import { rowsVia, TARGET } from '../relations/relations.ts';
import { placeOf } from './cursor.ts';
import type { Direction, OrderPart } from './keyset.ts';
import { beyond, orderBy, placeColumn, tieBreaker } from './keyset.ts';
import type { Connected } from './listing.ts';
import { PAGE_SIZE, sizeOf } from './pageSize.ts';

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
}

/** How much of which list is asked for. */
export interface Slice {
  readonly size: number;
  readonly backward: boolean;
  /** Names list and order in the cursors. */
  readonly signature: string;
}

/** What is asked of a connection, checked: its rows are under the alias {@link TARGET}. */
export interface AskedPage extends Slice {
  order: OrderPart[];
  /** What fills the holes of the list, of its filters and orders. */
  depending: Arguments;
  /** The rows of the whole list, from its parent. */
  from: Fragment;
  where: Fragment;
  /** Which of them are beyond the cursors. */
  beyond: Fragment;
}

const ORDER_KEYS_AT_MOST = 10;

/**
 * Checks what is asked of a connection, and says it in SQL.
 * @param today what filters and orders that depend on a day mean: the current one.
 * @param parentKey the key of the parent, in SQL.
 */
export function askedOf<T extends object, F extends object, O extends string>(
  connection: Connected<T, F, O>,
  given: PageArguments<F, O>,
  today: unknown,
  parentKey: Fragment,
): AskedPage {
  const depending = { on: today, ...connection.within?.(given) };
  if (given.first != null && given.last != null) fail(PAGE_DIRECTION_AMBIGUOUS);
  const backward = given.last != null;
  const size = sizeOf(backward ? 'last' : 'first', given.first ?? given.last ?? PAGE_SIZE);
  const { orders, defaultOrder, model } = connection.listing;
  const keys = given.orderBy?.length ?? 0;
  if (keys > ORDER_KEYS_AT_MOST) {
    fail(LIST_TOO_LONG, { path: 'orderBy', length: keys, maximum: ORDER_KEYS_AT_MOST });
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
  const { from, on } = rowsVia(model(), via, parentKey);
  const where = sql`${on} AND ${fill(whereOf(connection.listing, given.filter ?? undefined), { self: TARGET })}`;
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

/** SELECT of the first rows of one page under the alias {@link TARGET}, in the direction that it is read in. */
export function firstRows({ order, backward, from, where, beyond: further }: AskedPage, limit: Fragment): Fragment {
  return sql`SELECT ${raw(`${TARGET}.*`)} FROM ${from} WHERE ${where} AND ${further} ORDER BY ${orderBy(order, backward)} LIMIT ${limit}`;
}

/**
 * The same, told what the page needs to say where it stands.
 * @param columns what to select of each; its place is beside it as `$place`, and its rank in the page as `$row`.
 */
export function pageRows(asked: AskedPage, columns: Fragment, limit: Fragment): Fragment {
  const { order, backward } = asked;
  return sql`SELECT ${columns}, ${placeColumn(order)} AS "$place", row_number() OVER (ORDER BY ${orderBy(order, backward)}) AS "$row" FROM (${firstRows(asked, limit)}) ${raw(TARGET)}`;
}
