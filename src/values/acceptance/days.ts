import { isCalendarDate } from '../calendar.ts';

/** The first day that the register accepts. */
export const FIRST_DAY = '1900-01-01';

/** Whether a text is a calendar date `YYYY-MM-DD` that the register accepts. SQL: `is_day`. */
export function isDay(text: string): boolean {
  return isCalendarDate(text) && text >= FIRST_DAY;
}

/**
 * Why the register does not accept a calendar date; null if it does.
 * @param latest the last allowed day: today, for a fact of the past.
 */
export function dayProblem(day: string, latest: string | null): string | null {
  if (day < FIRST_DAY) return `must not be before ${FIRST_DAY} (got ${day})`;
  if (latest !== null && day > latest) return `must not be in the future: today is ${latest} in Paris (got ${day})`;
  return null;
}
