import type { Fragment } from '../../sql/sql.ts';
import { fill, raw, sql, value } from '../../sql/sql.ts';
import type { RequestContext } from '../context.ts';
import type { Keyed } from '../relations/loaders.ts';
import { keysTable, loadRows } from '../relations/loaders.ts';
import { checkPageSize, DEFAULT_PAGE_SIZE, MAXIMUM_PAGE_SIZE } from '../relations/pageSize.ts';
import type { Arguments } from '../relations/relations.ts';
import { TARGET } from '../relations/relations.ts';

/** The declaration of a field that counts the rows of a list by value. A row with several values counts once for each. */
export interface Facet {
  readonly kind: 'facet';
  /** `allValues`: the values of a closed list in its order; `topValues`: the most frequent; `count`: the number of rows that meet a condition. */
  readonly mode: 'allValues' | 'topValues' | 'count';
  /** SELECT of the values of the row `self`: `value`, and `tie`, the order of values with equal counts. */
  readonly values: Fragment;
  /** Whether a row may have the same value more than once. It then counts once. */
  readonly repeats: boolean;
  /** The field of the result with the value, such as `phase` of `{ phase, count }`. */
  readonly property: string;
  /** Whether a closed list ends with the count of the rows without a value. */
  readonly withNull: boolean;
}

/** The counts of a closed list: `allValuesFacet(kind, 'kind')` is `[{ kind, count }]`. */
export function allValuesFacet(of: Fragment, property: string, { withNull = false } = {}): Facet {
  return { kind: 'facet', mode: 'allValues', values: singleValue(of), repeats: false, property, withNull };
}

/**
 * The most frequent values: `topValuesFacet(words, 'label')` is `{ nodes: [{ label, count }], others, without }`.
 * @param values a SELECT of `value` and `tie` from the row `self`.
 */
export function topValuesFacet(values: Fragment, property: string, { repeats = false } = {}): Facet {
  return { kind: 'facet', mode: 'topValues', values, repeats, property, withNull: false };
}

/** The number of rows that meet a condition. */
export function countFacet(condition: Fragment): Facet {
  return {
    kind: 'facet',
    mode: 'count',
    values: singleValue(condition),
    repeats: false,
    property: 'value',
    withNull: false,
  };
}

/** The facets of one list under one filter. Each facet is read by its own statement, only if it is selected. */
export interface Facets {
  read(facet: Facet, given: Arguments): Promise<unknown>;
}

/** The rows that facets count, under the alias {@link TARGET}. */
export interface CountedRows {
  readonly from: Fragment;
  readonly where: Fragment;
  /** The arguments that facets may depend on, such as the day. */
  readonly arguments: Arguments;
}

/** The facets of a connection for one parent. One statement reads a facet for all parents of a batch. */
export function facetReader(
  ctx: RequestContext,
  list: CountedRows & { readonly name: string; readonly given: object },
  parent: Keyed,
): Facets {
  return {
    async read(facet, { first }) {
      const size = facetSize(facet, first);
      const given = { ...list.given, list: list.name, size };
      const rows = await loadRows<FacetRow>(ctx, facet, parent, given, (keys) => statementOf(facet, list, size, keys));
      return facetResult(facet, rows, size);
    },
  };
}

/** The maximum number of values of a facet: the argument `first` of `topValues`; otherwise the maximum page size. A closed list is shorter. */
export function facetSize({ mode }: Facet, first: unknown): number {
  return mode === 'topValues'
    ? checkPageSize('first', typeof first === 'number' ? first : DEFAULT_PAGE_SIZE)
    : MAXIMUM_PAGE_SIZE;
}

/** The value of a facet field, read through the `facets` object of a page. */
export function readFacet(facets: object | undefined, facet: Facet, given: Arguments): Promise<unknown> {
  if (!facets || !isFacets(facets)) throw new Error('a facet needs the facets of a page');
  return facets.read(facet, given);
}

/**
 * SELECT of the rows of a facet, in order: `value` (null counts the rows without a value), `count`, the rank `place`, and
 * `lines`, the number of values without the limit, null included.
 */
export function facetRows(facet: Facet, { from, where, arguments: given }: CountedRows, limit: Fragment): Fragment {
  const values = fill(facet.values, { self: TARGET, arguments: given });
  const count = raw(facet.repeats ? `count(DISTINCT ${TARGET}.id)` : 'count(*)');
  const order = facet.mode === 'topValues' ? sql`${count} DESC, v.tie` : raw('v.value');
  // The null value comes first, so that the limit never cuts it off.
  return sql`SELECT v.value, ${count}::int AS count, (count(*) OVER ())::int AS lines, row_number() OVER (ORDER BY v.value IS NOT NULL, ${order}) AS place FROM ${from} LEFT JOIN LATERAL (${values}) v ON true WHERE ${where} GROUP BY v.value, v.tie ORDER BY place LIMIT ${limit}`;
}

/** A value with its count. The null value counts the rows without a value. */
interface FacetRow {
  value: unknown;
  count: number;
  /** The number of values without the limit, the null value included. */
  lines: number;
}

function singleValue(of: Fragment): Fragment {
  return sql`SELECT ${of} AS value, NULL::text AS tie`;
}

function isFacets(value: object): value is Facets {
  return 'read' in value && typeof value.read === 'function';
}

function statementOf(facet: Facet, list: CountedRows, size: number, keys: readonly number[]): Fragment {
  const rows = facetRows(facet, list, sql`${value(size + 1)}`);
  return sql`SELECT k.parent AS "$parent", f.value, f.count, f.lines FROM ${keysTable(keys)} CROSS JOIN LATERAL (${rows}) f ORDER BY k.parent, f.place`;
}

function facetResult({ mode, property, withNull }: Facet, rows: readonly FacetRow[], size: number): unknown {
  if (mode === 'count') return rows.find(({ value }) => value === true)?.count ?? 0;
  const nodes = rows
    .filter(({ value }) => value !== null)
    .slice(0, size)
    .map(({ value, count }) => ({ [property]: value, count }));
  const without = rows.find(({ value }) => value === null);
  if (mode === 'allValues') return withNull && without ? [...nodes, { [property]: null, count: without.count }] : nodes;
  const values = (rows[0]?.lines ?? 0) - (without ? 1 : 0);
  return { nodes, others: values - nodes.length, without: without?.count ?? 0 };
}
