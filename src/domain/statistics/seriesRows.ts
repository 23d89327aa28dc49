import type { RequestContext } from '../../graphql/context.ts';
import { loader, ROOT } from '../../graphql/relations/loaders.ts';
import type { Fragment } from '../../sql/sql.ts';
import { sql, value } from '../../sql/sql.ts';
import { groupBy } from '../../values/groupBy.ts';
import type { Period, PeriodRange } from './periods.ts';

/** Consecutive periods. One statement reads a number for all of them. */
export interface Series {
  /** Identifies the periods. */
  readonly key: string;
  readonly firstDays: readonly string[];
  readonly lastDay: string;
}

/** A period of a series. Its number is its rank, from 1. */
export interface PeriodOfSeries {
  readonly series: Series;
  readonly number: number;
}

export function seriesOf(range: PeriodRange, periods: readonly Period[]): Series {
  const { from, to, every } = range;
  return { key: `${from} ${to} ${every}`, firstDays: periods.map(({ firstDay }) => firstDay), lastDay: to };
}

/** The number of the period of a day that is not after the series, in SQL: 0 before the series. */
export function periodOf({ firstDays }: Series, day: Fragment): Fragment {
  return sql`width_bucket(${day}, ${value(firstDays)}::date[])`;
}

/** The condition that a day is within the series, in SQL. */
export function isWithin({ firstDays, lastDay }: Series, day: Fragment): Fragment {
  return sql`${day} BETWEEN ${value(firstDays[0])}::date AND ${value(lastDay)}::date`;
}

/**
 * The rows of a period. One statement reads the rows of all periods of the series.
 * @param select returns a SELECT with the column `period`, the number of the period of each row. It identifies the statement.
 */
export async function loadPeriod<R extends object>(
  ctx: RequestContext,
  { series, number }: PeriodOfSeries,
  select: (series: Series) => Fragment,
): Promise<R[]> {
  const read = async () => {
    const byPeriod = groupBy(await ctx.reader.rows<R & { period: number }>(select(series)), ({ period }) => period);
    return () => byPeriod;
  };
  return (await loader(ctx, select, { series: series.key }, read).load(ROOT.key)).get(number) ?? [];
}
