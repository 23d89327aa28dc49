import type { Reader } from '../sql/reader.ts';

/** What one request carries from its first line to its last: how it reads, and what day it is for it. */
export interface RequestContext {
  readonly reader: Reader;
  /** The current day in Paris, `YYYY-MM-DD`: what `on:` means when it is not said. In the past, the day of that moment. */
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
