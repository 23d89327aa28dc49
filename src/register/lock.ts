import { fail } from '../errors/errors.ts';
import type { InputFaults } from './InputFaults.ts';
import { CONFLICT } from './registerErrors.ts';

/** Refuses if the input has any fault; else gives what was looked up, which is then there. */
export function foundWithoutFault<T>(faults: InputFaults, found: T | null): T {
  faults.refuseIfAny();
  if (found === null) throw new Error('nothing was found, and no fault says so');
  return found;
}

/**
 * The optimistic lock: who changes a row gives the version at which they saw it. Refuses with CONFLICT, and the version
 * that the row has now, if it was changed since.
 * @param subject the row, for who reads the refusal: `entity dinum`.
 */
export function requireVersion(subject: string, given: number, version: number): void {
  if (given !== version) fail(CONFLICT, { subject, given, version });
}
