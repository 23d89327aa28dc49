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
  /** SELECT of the value of the field and `count`. Each row of the list counts for one value, or for null. */
  readonly counts: Fragment;
  /** The condition of the filter field, over `self`: a row of counts whose value of the field is `given`. */
  readonly condition: Condition;
}

/** The counts of a facet of a whole list, and of a list under a filter by one field. */
export interface KeptFacet {
  /** SELECT of `value`, `count` and, unless the facet has a closed list, `tie`, the order of values with equal counts. */
  readonly all: Fragment;
  /** By the name of a filter field: SELECT of these columns and `given`, the value of the field. */
  readonly under?: Readonly<Record<string, Fragment>>;
}

interface KeptList extends FilteredRows {
  readonly kept?: KeptCounts;
}

/** The number of rows of a whole list under a filter, from the kept counts. Null if they do not have it. */
export function keptCount(list: KeptList, filter: object): Fragment | null {
  const names = givenFields(filter);
  if (names.length === 0) return list.kept?.all ?? null;
  const only = onlyField(list, filter, names);
  return only && sql`(SELECT coalesce(sum(n.count), 0)::int FROM (${only.counts}) n(given, count) WHERE ${only.where})`;
}

/** SELECT of the counts of a facet of a whole list under a filter, from the kept counts. Null if they do not have it. */
export function keptFacetCounts(
  list: KeptList,
  { kept, closedList }: { readonly kept: KeptFacet | null; readonly closedList: Fragment | null },
  filter: object,
): Fragment | null {
  const names = givenFields(filter);
  if (names.length === 0) return kept?.all ?? null;
  const only = onlyField(list, filter, names);
  const counts = only && kept?.under?.[only.name];
  if (!counts) return null;
  const columns = raw(closedList ? 'n.value' : 'n.value, n.tie');
  return sql`SELECT ${columns}, sum(n.count)::int AS count FROM (${counts}) n WHERE ${only.where} GROUP BY ${columns} HAVING sum(n.count) > 0`;
}

/** The fields of a filter that are given and not null. */
function givenFields(filter: object): readonly string[] {
  return Object.entries(filter).flatMap(([name, given]) => (given == null ? [] : [name]));
}

/** The only given field of a filter, with its condition on the counts `n`. Null if there are several, or if its counts are not kept. */
function onlyField({ model, kept }: KeptList, filter: object, [name, ...others]: readonly string[]) {
  const field = name === undefined || others.length > 0 ? undefined : kept?.fields[name];
  if (name === undefined || !field) return null;
  const where = whereOf({ model, conditions: new Map([[name, field.condition]]) }, filter);
  return { name, counts: field.counts, where: fill(where, { self: 'n' }) };
}
