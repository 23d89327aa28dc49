import type { Fragment } from '../../sql/sql.ts';
import { fill, raw, sql, value } from '../../sql/sql.ts';
import type { RequestContext } from '../context.ts';
import type { KeptFacet } from '../filters/keptCounts.ts';
import type { Keyed } from '../relations/loaders.ts';
import { keysTable, loadRows } from '../relations/loaders.ts';
import { checkPageSize, DEFAULT_PAGE_SIZE, MAXIMUM_PAGE_SIZE } from '../relations/pageSize.ts';
import type { Arguments } from '../relations/relations.ts';
import { TARGET } from '../relations/relations.ts';
import type { EnumVocabulary, LabelTable } from '../vocabulary.ts';
import { labelIn } from '../vocabulary.ts';

/** The declaration of a field that counts the rows of a list by value. A row with several values counts once for each. */
export interface Facet {
  readonly kind: 'facet';
  /** An SQL array of all values of a closed list, in its order. Null: the facet has the most frequent values. */
  readonly closedList: Fragment | null;
  /** SELECT of the values of the row `self`: `value`, and `tie`, the order of values with equal counts. */
  readonly values: Fragment;
  /** Whether a row may have the same value more than once. It then counts once. */
  readonly repeats: boolean;
  /** The counts that the database keeps. Null: the rows are counted. */
  readonly kept: KeptFacet | null;
  /** The field of the result with the value, such as `value` of `{ value, count }`. */
  readonly property: string;
  /** The French labels of the values. Null: the result has no labels. */
  readonly labels: LabelTable | null;
  /** The name of the facet, and of the filter field that `ignoreOwnFilter` ignores. */
  readonly name: string;
}

/** A facet without its name, which is that of its field. */
export type DeclaredFacet = Omit<Facet, 'name'>;

interface ClosedListOptions {
  /** Whether some rows have no value. The counts of a closed list then end with those of null. */
  readonly nullable?: boolean;
  readonly kept?: KeptFacet;
}

/** The counts of an enum, zeros included: `{ value, label, count }` in the order of its values. */
export function enumFacet(of: Fragment, vocabulary: EnumVocabulary, options?: ClosedListOptions): DeclaredFacet {
  const { codes, type, labels } = vocabulary;
  return closedListFacet(of, { codes: Object.keys(codes).map((code) => `'${code}'`), type, labels }, options);
}

/** The counts of a condition, zeros included: `{ value, count }` for true, then for false. */
export function booleanFacet(of: Fragment, options?: ClosedListOptions): DeclaredFacet {
  return closedListFacet(of, { codes: ['true', 'false'], type: 'boolean', labels: null }, options);
}

/**
 * The most frequent values: `topValuesFacet(words, 'value')` is `{ nodes: [{ value, count }], others, without }`.
 * @param values a SELECT of `value` and `tie` from the row `self`.
 */
export function topValuesFacet(
  values: Fragment,
  property: string,
  { repeats = false, labels = null, kept = null }: Partial<Pick<Facet, 'repeats' | 'labels' | 'kept'>> = {},
): DeclaredFacet {
  return { kind: 'facet', closedList: null, values, repeats, kept, property, labels };
}

/** The arguments of the field `facets` of a page. */
export interface FacetsArguments {
  /** Whether each facet ignores the condition of the filter on its own field. */
  readonly ignoreOwnFilter?: boolean | null;
}

/** The facets of one list under one filter. Each facet is read by its own statement, only if it is selected. */
export interface Facets {
  read(facet: Facet, given: Arguments): Promise<unknown>;
}

/** The rows that facets count, under the alias {@link TARGET}. */
export interface CountedRows {
  readonly from: Fragment;
  /** The condition on the rows that a facet counts. */
  where(facet: Facet): Fragment;
  /** SELECT of the counts of a facet, if the database keeps them; null otherwise. */
  keptCounts(facet: Facet): Fragment | null;
  /** The arguments that facets may depend on, such as the day. */
  readonly arguments: Arguments;
}

/** The facets of a connection for one parent. One statement reads a facet for all parents of a batch. */
export function facetReader(
  ctx: RequestContext,
  list: { readonly name: string; readonly given: object; readonly rows: CountedRows },
  parent: Keyed,
): Facets {
  return {
    async read(facet, { first }) {
      const size = facetSize(facet, first);
      const given = { ...list.given, list: list.name, size };
      const rows = await loadRows<FacetRow>(ctx, facet, parent, given, (keys) =>
        statementOf(facet, facetRows(facet, list.rows, sql`${value(size + 1)}`), keys),
      );
      return facetResult(facet, rows, size);
    },
  };
}

/** The maximum number of values of a facet: the argument `first` of {@link topValuesFacet}. A closed list is shorter than a page. */
export function facetSize({ closedList }: Facet, first: unknown): number {
  if (closedList) return MAXIMUM_PAGE_SIZE;
  return checkPageSize('first', typeof first === 'number' ? first : DEFAULT_PAGE_SIZE);
}

/** The value of a facet field, read through the `facets` object of a page. */
export function readFacet(facets: object | undefined, facet: Facet, given: Arguments): Promise<unknown> {
  if (!facets || !isFacets(facets)) throw new Error('a facet needs the facets of a page');
  return facets.read(facet, given);
}

/**
 * SELECT of the rows of a facet: `value`, `label` if the facet has labels, `count`, and `place`, the rank of the value. The null
 * value counts the rows without a value. The most frequent values also have `value_count`: their number without the limit.
 */
export function facetRows(facet: Facet, counted: CountedRows, limit: Fragment): Fragment {
  const { closedList, labels } = facet;
  const counts = countsByValue(facet, counted);
  const labelOf = (of: Fragment) => (labels ? sql`, ${labelIn(labels, of)} AS label` : raw(''));
  if (closedList) {
    return sql`SELECT c.value${labelOf(raw('c.value'))}, coalesce(n.count, 0) AS count, c.place FROM unnest(${closedList}) WITH ORDINALITY AS c(value, place) LEFT JOIN (${counts}) n ON n.value IS NOT DISTINCT FROM c.value ORDER BY c.place`;
  }
  const place = raw('row_number() OVER (PARTITION BY n.value IS NULL ORDER BY n.count DESC, n.tie)');
  // The null value comes first, so that the limit never cuts it off.
  return sql`SELECT n.value${labelOf(raw('n.value'))}, n.count, ${place} AS place, (count(n.value) OVER ())::int AS value_count FROM (${counts}) n ORDER BY n.value IS NOT NULL, place LIMIT ${limit}`;
}

/** SELECT of `value`, `count` and, without a closed list, `tie`: the counts that are kept, or those of the rows. */
function countsByValue(facet: Facet, { from, where, keptCounts, arguments: given }: CountedRows): Fragment {
  const kept = keptCounts(facet);
  if (kept) return fill(kept, { arguments: given });
  const { closedList, repeats, values } = facet;
  const rows = sql`${from} LEFT JOIN LATERAL (${fill(values, { self: TARGET, arguments: given })}) v ON true WHERE ${where(facet)}`;
  const count = raw(repeats ? `count(DISTINCT ${TARGET}.id)` : 'count(*)');
  const columns = raw(closedList ? 'v.value' : 'v.value, v.tie');
  return sql`SELECT ${columns}, ${count}::int AS count FROM ${rows} GROUP BY ${columns}`;
}

interface FacetRow {
  value: unknown;
  label?: string | null;
  count: number;
  value_count?: number;
}

function closedListFacet(
  of: Fragment,
  { codes, type, labels }: { codes: readonly string[]; type: string; labels: LabelTable | null },
  { nullable = false, kept }: ClosedListOptions = {},
): DeclaredFacet {
  const closedList = raw(`ARRAY[${[...codes, ...(nullable ? ['NULL'] : [])].join(', ')}]::${type}[]`);
  const values = sql`SELECT ${of} AS value`;
  return { kind: 'facet', closedList, values, repeats: false, kept: kept ?? null, property: 'value', labels };
}

function isFacets(value: object): value is Facets {
  return 'read' in value && typeof value.read === 'function';
}

function statementOf({ closedList, labels }: Facet, rows: Fragment, keys: readonly number[]): Fragment {
  const columns = raw(`f.value${labels ? ', f.label' : ''}, f.count${closedList ? '' : ', f.value_count'}`);
  return sql`SELECT k.parent AS "$parent", ${columns} FROM ${keysTable(keys)} CROSS JOIN LATERAL (${rows}) f ORDER BY k.parent, f.place`;
}

function facetResult({ closedList, property }: Facet, rows: readonly FacetRow[], size: number): unknown {
  const counts = (of: readonly FacetRow[]) =>
    of.map(({ value, label, count }) => ({ [property]: value, label, count }));
  if (closedList) return counts(rows);
  const nodes = counts(rows.filter(({ value }) => value !== null).slice(0, size));
  const without = rows.find(({ value }) => value === null);
  return { nodes, others: (rows[0]?.value_count ?? 0) - nodes.length, without: without?.count ?? 0 };
}
