import { fail } from '../../errors/errors.ts';
import { enumVocabulary } from '../../graphql/vocabulary.ts';
import { DAY_MS } from '../../values/calendar.ts';
import { DATE_RANGE_REVERSED, PERIODS_TOO_MANY } from '../domainErrors.ts';

/** The lengths of the periods of a series. */
export const PERIOD_LENGTHS = enumVocabulary('PeriodLength', 'The length of a period of the calendar.', {
  DAY: { label: 'Jour', description: 'A day.' },
  WEEK: { label: 'Semaine', description: 'A week, from Monday to Sunday (ISO 8601).' },
  MONTH: { label: 'Mois', description: 'A month.' },
  QUARTER: {
    label: 'Trimestre',
    description: 'A quarter, which begins on the first day of January, April, July or October.',
  },
  YEAR: { label: 'Année', description: 'A year, from January to December.' },
});
export type PeriodLength = keyof typeof PERIOD_LENGTHS.codes;
export const PeriodLength = PERIOD_LENGTHS.codes;

export const MAXIMUM_PERIODS = 400;

/** A period, from its first day to its last one. */
export interface Period {
  readonly firstDay: string;
  readonly lastDay: string;
}

/** A range of days, both included, and the length of its periods. */
export interface PeriodRange {
  readonly from: string;
  readonly to: string;
  /** Null: the whole range is one period. */
  readonly every: PeriodLength | null;
}

/**
 * The periods of the calendar that have days in a range. The first begins on `from`, and the last ends on `to`, even within a
 * period of the calendar. Throws for a reversed range, and for too many periods.
 */
export function periodsOf(range: PeriodRange): Period[] {
  const { from, to } = range;
  if (to < from) fail(DATE_RANGE_REVERSED, { from, to });
  const periods = divide(range);
  const every = String(range.every);
  if (periods.length > MAXIMUM_PERIODS) fail(PERIODS_TOO_MANY, { from, to, every, maximum: MAXIMUM_PERIODS });
  return periods;
}

/** The number of periods that {@link periodsOf} returns, or 0 if it throws. */
export function countPeriods(range: PeriodRange): number {
  const count = range.to < range.from ? 0 : divide(range).length;
  return count > MAXIMUM_PERIODS ? 0 : count;
}

/** The periods of a range, at most one more than the maximum. */
function divide({ from, to, every }: PeriodRange): Period[] {
  const periods: Period[] = [];
  let firstDay = from;
  while (every !== null && periods.length < MAXIMUM_PERIODS) {
    const next = nextStart(firstDay, every);
    const lastDay = toDay(new Date(next.getTime() - DAY_MS));
    if (lastDay >= to) break;
    periods.push({ firstDay, lastDay });
    firstDay = toDay(next);
  }
  return [...periods, { firstDay, lastDay: to }];
}

/** The first day of the period of the calendar after the one of a day. */
function nextStart(day: string, every: PeriodLength): Date {
  const date = new Date(`${day}T00:00:00Z`);
  const month = date.getUTCMonth();
  if (every === 'DAY') date.setUTCDate(date.getUTCDate() + 1);
  else if (every === 'WEEK') date.setUTCDate(date.getUTCDate() + 7 - ((date.getUTCDay() + 6) % 7));
  else if (every === 'MONTH') date.setUTCMonth(month + 1, 1);
  else if (every === 'QUARTER') date.setUTCMonth(month - (month % 3) + 3, 1);
  else date.setUTCFullYear(date.getUTCFullYear() + 1, 0, 1);
  return date;
}

function toDay(date: Date): string {
  return date.toISOString().slice(0, 10);
}
