import type { Fragment } from '../../sql/sql.ts';
import { fill, raw, sql } from '../../sql/sql.ts';
import type { Condition, FilteredRows } from './condition.ts';
import { whereOf } from './filter.ts';

/** The numbers of rows of a whole list that the database keeps, so that a count does not read the rows. */
export interface KeptCounts {
  /** The number of all rows. */
  readonly all: Fragment;
  /** The counts by the value of a filter field. */
  readonly fields: Readonly<Record<string, KeptField>>;
}

interface KeptField {
  /** SELECT of `value` and `count`. Each row of the list counts for one value, or for null. */
  readonly counts: Fragment;
  /** The condition of the filter field, over `self`: a row of the counts. */
  readonly condition: Condition;
}

/** The counts of a facet of a whole list, and of a list under a filter by one field. */
export interface KeptFacet {
  /** SELECT of `value`, `count` and, unless the facet has a closed list, `tie`, the order of values with equal counts. */
  readonly all: Fragment;
  /** The counts under a filter by the field of this name. */
  readonly under?: Readonly<Record<string, FilteredCounts>>;
}

interface FilteredCounts {
  /** SELECT of `given`, and the columns of {@link KeptFacet}: the counts of the rows by the value of the filter field. */
  readonly counts: Fragment;
  /** The condition of the filter field, over `self`: a row of the counts. */
  readonly condition: Condition;
}

/** The fields of a filter that are given and not null. */
function givenFields(filter: object): readonly string[] {
  return Object.entries(filter).flatMap(([name, given]) => (given == null ? [] : [name]));
}

/** The number of rows of a whole list under a filter, from the kept counts. Null if they do not have it. */
export function keptCount(
  { model, kept }: FilteredRows & { readonly kept?: KeptCounts },
  filter: object,
): Fragment | null {
  const [name, ...others] = givenFields(filter);
  if (!kept || others.length > 0) return null;
  if (name === undefined) return kept.all;
  const field = kept.fields[name];
  if (!field) return null;
  const where = whereOf({ model, conditions: new Map([[name, field.condition]]) }, filter);
  return sql`(SELECT coalesce(sum(n.count), 0)::int FROM (${field.counts}) n WHERE ${fill(where, { self: 'n' })})`;
}

/** SELECT of the counts of a facet of a whole list under a filter, from the kept counts. Null if they do not have it. */
export function keptFacetCounts(
  { model }: FilteredRows,
  { kept, closedList }: { readonly kept: KeptFacet | null; readonly closedList: Fragment | null },
  filter: object,
): Fragment | null {
  const [name, ...others] = givenFields(filter);
  if (!kept || name === undefined) return kept?.all ?? null;
  const under = others.length === 0 ? kept.under?.[name] : undefined;
  if (!under) return null;
  const where = whereOf({ model, conditions: new Map([[name, under.condition]]) }, filter);
  const columns = raw(closedList ? 'n.value' : 'n.value, n.tie');
  return sql`SELECT ${columns}, sum(n.count)::int AS count FROM (${under.counts}) n WHERE ${fill(where, { self: 'n' })} GROUP BY ${columns} HAVING sum(n.count) > 0`;
}
