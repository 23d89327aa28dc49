import type { Fragment, PlaceholderValues } from '../../sql/sql.ts';
import { fill, sql } from '../../sql/sql.ts';

/** A value of the one row that another table has for the row `self`, such as the name of its phase in force. */
export interface JoinedValue {
  /** The other table with its alias. */
  readonly from: Fragment;
  /** The condition of the row. At most one row meets it. */
  readonly on: Fragment;
  readonly value: Fragment;
}

/** A condition on the row `self` that a test of a joined row decides. */
export interface JoinedTest extends Fragment {
  /** The condition of the joined row, as in its {@link JoinedValue}. */
  readonly on: Fragment;
  /** The test of the joined row, for statements that join it already. */
  readonly test: Fragment;
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
export function valueMeets(value: FilteredValue, test: (value: Fragment) => Fragment): Fragment | JoinedTest {
  if ('parts' in value) return test(value);
  const { from, on } = value;
  const tested = test(value.value);
  return { ...sql`EXISTS (SELECT FROM ${from} WHERE ${on} AND ${tested})`, on, test: tested };
}

/** The condition for a statement that joins the row: its test, if the condition is about that row. */
export function whereJoined(condition: Fragment | JoinedTest, row: JoinedValue | undefined): Fragment {
  return row && 'test' in condition && condition.on === row.on ? condition.test : condition;
}

/** {@link fill} for a condition. */
export function fillCondition(condition: Fragment | JoinedTest, values: PlaceholderValues): Fragment | JoinedTest {
  const filled = fill(condition, values);
  return 'test' in condition ? { ...filled, on: condition.on, test: fill(condition.test, values) } : filled;
}

/** The condition that the value is not null. */
export function hasValue(value: FilteredValue): Fragment {
  return valueMeets(value, (each) => sql`${each} IS NOT NULL`);
}
