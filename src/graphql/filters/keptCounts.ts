import type { Fragment } from '../../sql/sql.ts';
import { raw, sql } from '../../sql/sql.ts';
import type { Condition, FilteredRows } from './condition.ts';
import { whereOf } from './filter.ts';

/** The numbers of rows of a whole list that the database keeps, so that a count does not read the rows. */
export interface KeptCounts {
  /** The number of all rows. */
  readonly all: Fragment;
  /** The counts by the value of a filter field. */
  readonly fields: Readonly<Record<string, KeptField>>;
}

export interface KeptField {
  /** SELECT of the value of the field and `count`. Each row of the list counts for one value, or for null. */
  readonly counts: Fragment;
  /** The condition of the filter field, over a value of the field. */
  readonly condition: (value: Fragment) => Condition;
  /** The counts by value under a filter by another field: those of the facet. */
  readonly under?: KeptFacet['under'];
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

/** The number of rows of a whole list under a filter by one or two fields, from the kept counts. Null if they do not have it. */
export function keptCount(list: KeptList, filter: object): Fragment | null {
  const [name, other, ...more] = givenFields(filter);
  if (name === undefined) return list.kept?.all ?? null;
  if (more.length > 0) return null;
  const sum = (rows: Fragment, values: Readonly<Record<string, Fragment>>) =>
    sql`(SELECT coalesce(sum(n.count), 0)::int FROM ${rows} WHERE ${whereKept(list, filter, values)})`;
  const fields = list.kept?.fields ?? {};
  if (other === undefined) {
    const counts = fields[name]?.counts;
    return counts ? sum(sql`(${counts}) n(value, count)`, { [name]: VALUE }) : null;
  }
  const [under, of] = fields[other]?.under?.[name] ? [name, other] : [other, name];
  const counts = fields[of]?.under?.[under];
  return counts ? sum(sql`(${counts}) n`, { [under]: GIVEN, [of]: VALUE }) : null;
}

/** SELECT of the counts of a facet of a whole list under a filter, from the kept counts. Null if they do not have it. */
export function keptFacetCounts(
  list: KeptList,
  facet: { readonly name: string; readonly kept: KeptFacet | null; readonly closedList: Fragment | null },
  filter: object,
): Fragment | null {
  const { kept, closedList } = facet;
  const [name, ...others] = givenFields(filter);
  if (!kept || others.length > 0) return null;
  if (name === undefined) return kept.all;
  const isOwn = name === facet.name && list.kept?.fields[name];
  const counts = isOwn ? sql`SELECT v.value AS given, v.* FROM (${kept.all}) v` : kept.under?.[name];
  if (!counts) return null;
  const columns = raw(closedList ? 'n.value' : 'n.value, n.tie');
  const where = whereKept(list, filter, { [name]: GIVEN });
  return sql`SELECT ${columns}, sum(n.count)::int AS count FROM (${counts}) n WHERE ${where} GROUP BY ${columns} HAVING sum(n.count) > 0`;
}

const GIVEN = raw('n.given');
const VALUE = raw('n.value');

/** The fields of a filter that are given and not null. */
function givenFields(filter: object): readonly string[] {
  return Object.entries(filter).flatMap(([name, given]) => (given == null ? [] : [name]));
}

/** The condition of a filter on a row `n` of counts. @param values the columns with the values of the fields of the filter. */
function whereKept({ model, kept }: KeptList, filter: object, values: Readonly<Record<string, Fragment>>): Fragment {
  const conditions = Object.entries(values).flatMap(([name, value]): [string, Condition][] => {
    const field = kept?.fields[name];
    return field ? [[name, field.condition(value)]] : [];
  });
  return whereOf({ model, conditions: new Map(conditions) }, filter);
}
