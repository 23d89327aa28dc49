import type { Fragment } from '../../sql/sql.ts';
import { fill, sql } from '../../sql/sql.ts';
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

/** The fields of a filter that are given and not null. */
export function givenFields(filter: object): readonly string[] {
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
