import type { Fragment } from '../../sql/sql.ts';
import { allOf, fill, join, raw, self, sql, value } from '../../sql/sql.ts';
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
  // PostgreSQL can use an index for a row comparison. It allows neither nulls nor mixed directions.
  if (directions.size === 1 && order.every(({ nullable }) => !nullable)) {
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
  const comparison = raw((part.direction === 'ASC') !== reverse ? '>' : '<');
  const cursorValue = typed(given, part.type);
  const strictly = sql`${by} ${comparison} ${cursorValue}`;
  const orNull = part.nullable && !reverse ? sql` OR ${by} IS NULL` : raw('');
  return sql`(${strictly}${orNull} OR ${by} = ${cursorValue} AND ${nextKeys})`;
}

function typed(given: string | null, type: KeyType): Fragment {
  return sql`${value(given)}::${raw(type)}`;
}

function ofTarget(by: Fragment): Fragment {
  return fill(by, { self: TARGET });
}
