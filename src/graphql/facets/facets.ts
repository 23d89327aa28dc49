import type { Fragment } from '../../sql/sql.ts';
import { fill, raw, sql, value } from '../../sql/sql.ts';
import { PAGE_SIZE, PAGE_SIZE_AT_MOST, sizeOf } from '../connections/pageSize.ts';
import type { RequestContext } from '../context.ts';
import type { Keyed } from '../relations/loaders.ts';
import { keysTable, loadRows } from '../relations/loaders.ts';
import { TARGET } from '../relations/relations.ts';

/**
 * One way of counting the rows of a list by a value of theirs, as data. A row of several values counts for each of them.
 */
export interface Facet<V = unknown> {
  kind: 'facet';
  /** SELECT of the values of the row `self`: `value`, and `tie`, which decides between equal counts. */
  values: Fragment;
  /** Whether a row may give the same value more than once: it counts for one all the same. */
  repeats: boolean;
  /** A closed list is shown whole, in the order of its values; others begin with the most frequent. */
  closed: boolean;
  /** Only for the compiler of types: what a value is in the code. */
  type?: V;
}

/** Counts by a value of a closed list, worked out from the row `self`. */
export function closedFacet<V>(of: Fragment): Facet<V> {
  return { kind: 'facet', values: sql`SELECT ${of} AS value, NULL::text AS tie`, repeats: false, closed: true };
}

/** Counts by values of which there may be many: a SELECT of `value` and `tie` from the row `self`. */
export function openFacet<V>(values: Fragment, { repeats = false } = {}): Facet<V> {
  return { kind: 'facet', values, repeats, closed: false };
}

/** How many rows have each value. */
export interface Counted<V> {
  readonly counts: readonly { value: V; count: number }[];
  /** How many other values there are. */
  readonly others: number;
  /** How many rows have no value. */
  readonly without: number;
}

/** The facets of one list under one filter. Each costs a statement when it is read, and none before. */
export interface Facets {
  count<V>(facet: Facet<V>, first?: number | null): Promise<Counted<V>>;
}

/** Rows that facets are counted over, under the alias {@link TARGET}. */
export interface CountedRows {
  readonly from: Fragment;
  readonly where: Fragment;
  /** What facets may depend on, such as the day. */
  readonly arguments: Readonly<Record<string, unknown>>;
}

/** A list that facets are counted over: its rows, from a parent whose key is `k.parent`. */
export interface CountedList extends CountedRows {
  /** What tells it from others: the declaration, and what was asked of it. */
  readonly declaration: object;
  readonly given: object;
}

/** The facets of a list, for one of its parents; those of many parents are read by one statement. */
export function facetsOf(ctx: RequestContext, list: CountedList, parent: Keyed): Facets {
  return {
    async count<V>(facet: Facet<V>, first?: number | null) {
      const size = facet.closed ? PAGE_SIZE_AT_MOST : sizeOf('first', first ?? PAGE_SIZE);
      const given = { ...list.given, facet: nameOf(facet), size };
      const select = (keys: readonly number[]) => statementOf(facet, list, size, keys);
      return countedOf(await loadRows<Line<V>>(ctx, list.declaration, parent, given, select), size);
    },
  };
}

/** One value of one list with how often it is there; null for the rows without any. */
interface Line<V> {
  value: V | null;
  count: number;
  /** How many lines there are. */
  lines: number;
}

const names = new WeakMap<object, number>();
let named = 0;

// Facets are declared once: a number tells them apart.
function nameOf(facet: object): number {
  const known = names.get(facet);
  if (known !== undefined) return known;
  named += 1;
  names.set(facet, named);
  return named;
}

/**
 * SELECT of the lines of a facet, in order: `value`, null for the rows without any, `count`, `place`, and how many `lines`
 * there are in all.
 */
export function facetLines(facet: Facet, { from, where, arguments: given }: CountedRows, limit: Fragment): Fragment {
  const values = fill(facet.values, { self: TARGET, arguments: given });
  const count = raw(facet.repeats ? `count(DISTINCT ${TARGET}.id)` : 'count(*)');
  const order = facet.closed ? raw('v.value') : sql`${count} DESC, v.tie`;
  // The line of the rows without a value comes first, so that the limit never takes it away.
  return sql`SELECT v.value, ${count}::int AS count, (count(*) OVER ())::int AS lines, row_number() OVER (ORDER BY v.value IS NOT NULL, ${order}) AS place FROM ${from} LEFT JOIN LATERAL (${values}) v ON true WHERE ${where} GROUP BY v.value, v.tie ORDER BY place LIMIT ${limit}`;
}

function statementOf(facet: Facet, list: CountedList, size: number, keys: readonly number[]): Fragment {
  const lines = facetLines(facet, list, sql`${value(size + 1)}`);
  return sql`SELECT k.parent AS "$parent", f.value, f.count, f.lines FROM ${keysTable(keys)} CROSS JOIN LATERAL (${lines}) f ORDER BY k.parent, f.place`;
}

function countedOf<V>(lines: readonly Line<V>[], size: number): Counted<V> {
  const counts = lines.flatMap(({ value, count }) => (value === null ? [] : [{ value, count }])).slice(0, size);
  const without = lines.find(({ value }) => value === null);
  const values = (lines[0]?.lines ?? 0) - (without ? 1 : 0);
  return { counts, others: values - counts.length, without: without?.count ?? 0 };
}
