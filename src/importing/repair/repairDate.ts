import { isCalendarDate } from '../../values/calendar.ts';
import { asIs, dropped, type Repaired } from './repair.ts';

/** A day of the calendar written `YYYY-MM-DD`, as the source always does; anything else is left out. */
export function repairDate(raw: string | null | undefined): Repaired<string | null> {
  if (raw === null || raw === undefined || raw === '') return asIs(null);
  return isCalendarDate(raw) ? asIs(raw) : dropped('DATE_INVALID', raw);
}

/** Whole days from one day to another. */
export function daysBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / 86_400_000;
}
