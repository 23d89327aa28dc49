import { asIs, dropped, type Repaired } from './repair.ts';

/** A day of the calendar written `YYYY-MM-DD`, as the source always does; anything else is left out. */
export function repairDate(raw: string | null | undefined): Repaired<string | null> {
  if (raw === null || raw === undefined || raw === '') return asIs(null);
  return isDay(raw) ? asIs(raw) : dropped('DATE_INVALID', raw);
}

/** Whole days from one day to another. */
export function daysBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / 86_400_000;
}

function isDay(text: string): boolean {
  // There is no year 0, neither in the calendar nor in PostgreSQL.
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || text.startsWith('0000')) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  // Date.parse takes 30 February for 2 March.
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}
