import type { FindingCode } from '../findings/findings.ts';

/** A value as it is kept, and what was done to it. Repairs know nothing of rows: who calls one says which row it is. */
export interface Repaired<T> {
  value: T;
  notes: Note[];
}

export interface Note {
  code: FindingCode;
  before: string | null;
  after: string | null;
}

/** A value that needed nothing. */
export function asIs<T>(value: T): Repaired<T> {
  return { value, notes: [] };
}

/** A value that is left out, with the reason. */
export function dropped(code: FindingCode, before: string | null): Repaired<null> {
  return { value: null, notes: [{ code, before, after: null }] };
}
