import type { InputFaults } from './InputFaults.ts';
import type { Values } from './writer.ts';

/** What a field of a patch holds: undefined leaves what is there, null clears it. */
export type Patch<V> = V | null | undefined;

/** The value to write over one that can be cleared. */
export function clearable<V, R>(given: Patch<V>, check: (given: V) => R): R | null | undefined {
  if (given === undefined) return undefined;
  return given === null ? null : check(given);
}

/** The value to write over one that is always there: null is a fault. */
export function required<V, R>(
  faults: InputFaults,
  path: string,
  given: Patch<V>,
  check: (given: V) => R,
): R | undefined {
  if (given === null) faults.add(path, 'is null, but is always there: leave it out to keep it');
  return given == null ? undefined : check(given);
}

/** The values of a patch that differ from those of the row. */
export function changesOf(row: Values, patch: Values): Values {
  return Object.fromEntries(
    Object.entries(patch).filter(([name, given]) => given !== undefined && given !== row[name]),
  );
}
