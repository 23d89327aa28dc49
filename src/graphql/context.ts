import type { Reader } from '../sql/reader.ts';

/** The context of one request. */
export interface RequestContext {
  readonly reader: Reader;
  /** The day in Paris, `YYYY-MM-DD`: the default of the argument `on`. Of a past version, its own day. */
  readonly today: string;
}

/** The current day in Paris, `YYYY-MM-DD`. */
export function todayInParis(): string {
  return dayInParis(new Date());
}

/** The calendar day of an instant in Paris, `YYYY-MM-DD`. */
export function dayInParis(instant: Date): string {
  return PARIS.format(instant);
}

// The Swedish calendar is written YYYY-MM-DD.
const PARIS = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris' });
