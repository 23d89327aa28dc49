import type { Fragment } from '../../sql/sql.ts';
import { allOf, fill, join, raw, self, sql, value } from '../../sql/sql.ts';
import { hasValue } from '../filters/joinedValue.ts';
import { TARGET } from '../relations/relations.ts';
import type { CursorValues, KeyType } from './cursor.ts';
import type { Direction, OrderKey } from './listing.ts';
import type { Slice } from './slice.ts';

/** One key of an order with its direction. */
export interface OrderPart extends OrderKey {
  direction: Direction;
}

/** The primary key, added last to an order, so that the order is total. */
export function tieBreaker(direction: Direction): OrderPart {
  return { by: sql`${self}.id`, type: 'integer', nullable: false, direction };
}

/** The ORDER BY list of an order, or of its reverse. Nulls come last, hence first in the reverse. */
export function orderBy(order: readonly OrderPart[], reverse: boolean, self = TARGET): Fragment {
  return join(
    order.map(({ by, direction, nullable }) => {
      const forward = (direction === 'ASC') !== reverse;
      const nulls = nullable ? raw(` NULLS ${reverse ? 'FIRST' : 'LAST'}`) : raw('');
      return sql`${fill(by, { self })} ${raw(forward ? 'ASC' : 'DESC')}${nulls}`;
    }),
    ', ',
  );
}

/** The sort values of each row as an array of texts, for its cursor. */
export function cursorColumn(order: readonly OrderPart[]): Fragment {
  return sql`ARRAY[${join(
    order.map(({ by }) => sql`(${ofTarget(by)})::text`),
    ', ',
  )}]`;
}

/** A part of a list: the rows with a value for the first sort key, or those without. */
export interface ListPart {
  /** The table to join, with its condition: ` JOIN phase p ON …`. */
  readonly join: Fragment;
  /** The condition of the part, and that its rows are between the cursors. */
  readonly where: Fragment;
  readonly order: readonly OrderPart[];
}

/**
 * The parts of a list, in its order. If the first sort key may be null, the rows without a value are the last part. An index
 * then has the order of each part, even if another table has the key.
 */
export function listParts(
  order: readonly OrderPart[],
  { after, before }: Pick<Slice, 'after' | 'before'>,
): readonly ListPart[] {
  const [first, ...others] = order;
  if (!first?.nullable) return [{ join: raw(''), where: betweenRows(order, { after, before }), order }];
  const { by, joined } = first;
  const known = [{ ...first, by: joined?.value ?? by, nullable: false }, ...others];
  const inKnown = (cursor: CursorValues | null) => (cursor?.[0] === null ? null : cursor);
  const inOthers = (cursor: CursorValues | null) => (cursor?.[0] === null ? cursor.slice(1) : null);
  const betweenKnown = betweenRows(known, { after: inKnown(after), before: inKnown(before) });
  const betweenOthers = betweenRows(others, { after: inOthers(after), before: inOthers(before) });
  return [
    {
      join: joined ? ofTarget(sql` JOIN ${joined.from} ON ${joined.on}`) : raw(''),
      where: inOthers(after) ? raw('false') : sql`${ofTarget(joined?.value ?? by)} IS NOT NULL AND ${betweenKnown}`,
      order: known,
    },
    {
      join: raw(''),
      where: inKnown(before) ? raw('false') : sql`NOT ${ofTarget(hasValue(joined ?? by))} AND ${betweenOthers}`,
      order: others,
    },
  ];
}

/** The condition for the rows strictly between the cursors of a slice. */
export function betweenRows(order: readonly OrderPart[], { after, before }: Pick<Slice, 'after' | 'before'>): Fragment {
  return allOf([
    ...(after ? [afterCursor(order, after, false)] : []),
    ...(before ? [afterCursor(order, before, true)] : []),
  ]);
}

/** The condition for the rows strictly after these sort values in an order, or before them if `reverse`. */
function afterCursor(order: readonly OrderPart[], values: CursorValues, reverse: boolean): Fragment {
  const directions = new Set(order.map(({ direction }) => direction));
  // PostgreSQL can use an index for a row comparison. It allows neither nulls nor mixed directions nor several tables.
  if (directions.size === 1 && order.every(({ nullable, joined }) => !nullable && !joined)) {
    const keys = join(
      order.map(({ by }) => ofTarget(by)),
      ', ',
    );
    const bound = join(
      order.map(({ type }, index) => typed(values[index] ?? null, type)),
      ', ',
    );
    return sql`(${keys}) ${raw(directions.has('ASC') !== reverse ? '>' : '<')} (${bound})`;
  }
  return afterKey(order, values, reverse, 0);
}

/** The condition from the sort key at an index: its value follows that of the cursor, or is equal and the next keys decide. */
function afterKey(order: readonly OrderPart[], values: CursorValues, reverse: boolean, index: number): Fragment {
  const part = order[index];
  if (!part) return raw('false');
  const by = ofTarget(part.by);
  const given = values[index] ?? null;
  const nextKeys = afterKey(order, values, reverse, index + 1);
  if (given === null) {
    const strictly = reverse ? sql`${by} IS NOT NULL` : raw('false');
    return sql`(${strictly} OR ${by} IS NULL AND ${nextKeys})`;
  }
  const comparison = (part.direction === 'ASC') !== reverse ? '>' : '<';
  const cursorValue = typed(given, part.type);
  const strictly = sql`${by} ${raw(comparison)} ${cursorValue}`;
  // The first comparison holds for all these rows, so that PostgreSQL can start there in an index.
  if (!part.nullable) return sql`(${by} ${raw(comparison)}= ${cursorValue} AND (${strictly} OR ${nextKeys}))`;
  const orNull = reverse ? raw('') : sql` OR ${by} IS NULL`;
  return sql`(${strictly}${orNull} OR ${by} = ${cursorValue} AND ${nextKeys})`;
}

function typed(given: string | null, type: KeyType): Fragment {
  return sql`${value(given)}::${raw(type)}`;
}

function ofTarget(by: Fragment): Fragment {
  return fill(by, { self: TARGET });
}
