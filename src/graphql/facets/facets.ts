import type { Fragment } from '../../sql/sql.ts';
import { fill, raw, sql, value } from '../../sql/sql.ts';
import type { RequestContext } from '../context.ts';
import type { Keyed } from '../relations/loaders.ts';
import { keysTable, loadRows } from '../relations/loaders.ts';
import { checkPageSize, DEFAULT_PAGE_SIZE, MAXIMUM_PAGE_SIZE } from '../relations/pageSize.ts';
import type { Arguments } from '../relations/relations.ts';
import { TARGET } from '../relations/relations.ts';

/** A field that counts the rows of a list by a value of theirs, as data. A row with several values counts for each. */
export interface Facet {
  readonly kind: 'facet';
  /** All values of a closed list in their order; the most frequent values; how many rows something is true of. */
  readonly as: 'allValues' | 'topValues' | 'count';
  /** SELECT of the values of the row `self`: `value`, and `tie`, which decides between equal counts. */
  readonly values: Fragment;
  /** Whether a row may give the same value more than once: it counts once. */
  readonly repeats: boolean;
  /** The name of a value in the objects that are counted. */
  readonly property: string;
  /** Whether a closed list ends with the rows without a value. */
  readonly withNull: boolean;
}

/** The counts of a closed list: `allValuesFacet(kind, 'kind')` is `[{ kind, count }]`. */
export function allValuesFacet(of: Fragment, property: string, { withNull = false } = {}): Facet {
  return { kind: 'facet', as: 'allValues', values: singleValue(of), repeats: false, property, withNull };
}

/**
 * The most frequent values: `topValuesFacet(words, 'label')` is `{ nodes: [{ label, count }], others, without }`.
 * @param values a SELECT of `value` and `tie` from the row `self`.
 */
export function topValuesFacet(values: Fragment, property: string, { repeats = false } = {}): Facet {
  return { kind: 'facet', as: 'topValues', values, repeats, property, withNull: false };
}

/** How many rows a condition holds for. */
export function countFacet(condition: Fragment): Facet {
  return {
    kind: 'facet',
    as: 'count',
    values: singleValue(condition),
    repeats: false,
    property: 'value',
    withNull: false,
  };
}

/** The facets of one list under one filter. Each costs a statement when it is read, and none before. */
export interface Facets {
  read(facet: Facet, given: Arguments): Promise<unknown>;
}

/** Rows that facets count, under the alias {@link TARGET}. */
export interface CountedRows {
  readonly from: Fragment;
  readonly where: Fragment;
  /** The arguments that facets may depend on, such as the day. */
  readonly arguments: Arguments;
}

/** The facets of the rows of a connection, for one of its parents; those of many parents are read by one statement. */
export function facetReader(
  ctx: RequestContext,
  list: CountedRows & { readonly name: string; readonly given: object },
  parent: Keyed,
): Facets {
  return {
    async read(facet, { first }) {
      const size = facetSize(facet, first);
      const given = { ...list.given, list: list.name, size };
      const lines = await loadRows<FacetRow>(ctx, facet, parent, given, (keys) => statementOf(facet, list, size, keys));
      return facetResult(facet, lines, size);
    },
  };
}

/** How many values of a facet are shown: all of a closed list. */
export function facetSize({ as }: Facet, first: unknown): number {
  return as === 'topValues'
    ? checkPageSize('first', typeof first === 'number' ? first : DEFAULT_PAGE_SIZE)
    : MAXIMUM_PAGE_SIZE;
}

/** The value of a field that shows a facet of a page. */
export function readFacet(facets: object | undefined, facet: Facet, given: Arguments): Promise<unknown> {
  if (!facets || !isFacets(facets)) throw new Error('a facet is read from a page');
  return facets.read(facet, given);
}

/**
 * SELECT of the lines of a facet, in order: `value`, null for the rows without one, `count`, `place`, and the total number
 * of `lines`.
 */
export function facetRows(facet: Facet, { from, where, arguments: given }: CountedRows, limit: Fragment): Fragment {
  const values = fill(facet.values, { self: TARGET, arguments: given });
  const count = raw(facet.repeats ? `count(DISTINCT ${TARGET}.id)` : 'count(*)');
  const order = facet.as === 'topValues' ? sql`${count} DESC, v.tie` : raw('v.value');
  // The line of the rows without a value comes first, so that the limit never cuts it.
  return sql`SELECT v.value, ${count}::int AS count, (count(*) OVER ())::int AS lines, row_number() OVER (ORDER BY v.value IS NOT NULL, ${order}) AS place FROM ${from} LEFT JOIN LATERAL (${values}) v ON true WHERE ${where} GROUP BY v.value, v.tie ORDER BY place LIMIT ${limit}`;
}

/** A value with its count; null for the rows without one. */
interface FacetRow {
  value: unknown;
  count: number;
  /** The total number of lines. */
  lines: number;
}

function singleValue(of: Fragment): Fragment {
  return sql`SELECT ${of} AS value, NULL::text AS tie`;
}

function isFacets(value: object): value is Facets {
  return 'read' in value && typeof value.read === 'function';
}

function statementOf(facet: Facet, list: CountedRows, size: number, keys: readonly number[]): Fragment {
  const lines = facetRows(facet, list, sql`${value(size + 1)}`);
  return sql`SELECT k.parent AS "$parent", f.value, f.count, f.lines FROM ${keysTable(keys)} CROSS JOIN LATERAL (${lines}) f ORDER BY k.parent, f.place`;
}

function facetResult({ as, property, withNull }: Facet, lines: readonly FacetRow[], size: number): unknown {
  if (as === 'count') return lines.find(({ value }) => value === true)?.count ?? 0;
  const nodes = lines
    .filter(({ value }) => value !== null)
    .slice(0, size)
    .map(({ value, count }) => ({ [property]: value, count }));
  const without = lines.find(({ value }) => value === null);
  if (as === 'allValues') return withNull && without ? [...nodes, { [property]: null, count: without.count }] : nodes;
  const values = (lines[0]?.lines ?? 0) - (without ? 1 : 0);
  return { nodes, others: values - nodes.length, without: without?.count ?? 0 };
}
