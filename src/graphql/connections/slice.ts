import { fail } from '../../errors/errors.ts';
import { type Fragment, join, raw, sql, value } from '../../sql/sql.ts';
import { PAGE_DIRECTION_AMBIGUOUS, PAGE_OFFSET_OUT_OF_RANGE } from '../graphqlErrors.ts';
import { checkPageSize, DEFAULT_PAGE_SIZE } from '../relations/pageSize.ts';
import { type CursorValues, cursorValues, type KeyType } from './cursor.ts';

/** The arguments of a page, as the Relay specification names them, and `offset` for numbered pages. */
export interface SliceArguments {
  first?: number | null;
  after?: string | null;
  last?: number | null;
  before?: string | null;
  offset?: number | null;
}

/** The requested part of a list: a page from its start or, if `backward`, from its end. */
export interface Slice {
  readonly size: number;
  readonly backward: boolean;
  /** The number of items to skip, from the end if `backward`. */
  readonly offset: number;
  /** The name of the list and its order, to which cursors are bound. */
  readonly signature: string;
  /** The sort values of the cursors; null without a cursor. */
  readonly after: CursorValues | null;
  readonly before: CursorValues | null;
}

/** Checks the arguments of a page. Throws for a size that is out of range, both directions, or a cursor of another list. */
export function sliceOf(
  signature: string,
  types: readonly KeyType[],
  { first, after, last, before, offset }: SliceArguments,
): Slice {
  if (first != null && last != null) fail(PAGE_DIRECTION_AMBIGUOUS);
  const backward = last != null;
  const valuesOf = (name: 'after' | 'before', cursor: string | null | undefined) =>
    cursor == null ? null : cursorValues(signature, types, cursor, name);
  return {
    size: checkPageSize(backward ? 'last' : 'first', first ?? last ?? DEFAULT_PAGE_SIZE),
    backward,
    offset: checkOffset(offset ?? 0),
    signature,
    after: valuesOf('after', after),
    before: valuesOf('before', before),
  };
}

/** The maximum offset: the database reads the skipped rows. */
const MAXIMUM_OFFSET = 100_000;

function checkOffset(offset: number): number {
  if (offset < 0 || offset > MAXIMUM_OFFSET) fail(PAGE_OFFSET_OUT_OF_RANGE, { value: offset, maximum: MAXIMUM_OFFSET });
  return offset;
}

/**
 * Whether the list has rows before the start of the page, in its direction. The row of a cursor is one of them.
 * @param cursor the cursor at which the page starts.
 */
export function skipsRows({ offset }: Slice, cursor: string | null | undefined): boolean {
  return cursor != null || offset > 0;
}

/** The condition that the keys of a row, which all ascend, are between the cursors. */
export function betweenCursors({ after, before }: Slice, keys: Fragment, types: readonly KeyType[]): Fragment {
  const bound = (values: CursorValues) =>
    join(
      types.map((type, at) => sql`${value(values[at] ?? null)}::${raw(type)}`),
      ', ',
    );
  const afterStart = after ? sql`(${keys}) > (${bound(after)})` : raw('true');
  return before ? sql`${afterStart} AND (${keys}) < (${bound(before)})` : afterStart;
}

/** The direction in which a slice reads a list whose keys ascend: ` DESC` from the end. */
export function directionOf({ backward }: Pick<Slice, 'backward'>): Fragment {
  return raw(backward ? ' DESC' : '');
}
