import type { Fragment } from '../../sql/sql.ts';
import { sql } from '../../sql/sql.ts';

/** A value of the one row that another table has for the row `self`, such as the name of its phase in force. */
export interface JoinedValue {
  /** The other table with its alias. */
  readonly from: Fragment;
  /** The condition of the row. At most one row meets it. */
  readonly on: Fragment;
  readonly value: Fragment;
}

/** A value of the row `self`. */
export type FilteredValue = Fragment | JoinedValue;

/** The value as an expression. Null without a joined row. */
export function expressionOf(value: FilteredValue): Fragment {
  return 'parts' in value ? value : sql`(SELECT ${value.value} FROM ${value.from} WHERE ${value.on})`;
}

/**
 * The condition that the value meets a test, which null must fail. For a joined row it is an EXISTS, which PostgreSQL can
 * execute from either side: test the row of each `self`, or find the rows that pass the test by an index.
 */
export function valueMeets(value: FilteredValue, test: (value: Fragment) => Fragment): Fragment {
  if ('parts' in value) return test(value);
  return sql`EXISTS (SELECT FROM ${value.from} WHERE ${value.on} AND ${test(value.value)})`;
}

/** The condition that the value is not null. */
export function hasValue(value: FilteredValue): Fragment {
  return valueMeets(value, (each) => sql`${each} IS NOT NULL`);
}
