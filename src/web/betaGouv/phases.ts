import { PHASE_NAMES, type PhaseName } from '../../domain/startups/lifecycle.ts';
import type { PhaseRow } from './startupRows.ts';

/** A phase with its name in v2.7; the end of an open phase is null. */
interface NamedPhase {
  readonly name: string;
  readonly start: string | null;
  readonly end: string | null;
  readonly comment: string | null;
}

/**
 * The phases of a startup in the words and in the order of the source. v2.7 has no name for the reintegration: the consolidation
 * lasts until the end of the reintegration.
 */
export function phasesOf(rows: readonly PhaseRow[]): NamedPhase[] {
  const phases: NamedPhase[] = [];
  for (const { name, sourceWord, ...row } of rows) {
    const before = phases.at(-1);
    if (name === 'REINTEGRATION' && before?.name === CONSOLIDATION) {
      phases.splice(-1, 1, { ...before, end: row.end });
    } else {
      phases.push({ name: name === 'REINTEGRATION' ? CONSOLIDATION : (sourceWord ?? wordOf(name)), ...row });
    }
  }
  return phases;
}

/** The name of the last listed phase, which v2.7 takes for the current one. */
export function currentPhase(rows: readonly PhaseRow[]): string | null {
  return phasesOf(rows).at(-1)?.name ?? null;
}

const CONSOLIDATION = PHASE_NAMES.words.CONSOLIDATION;

/** v2.7 gives an empty text for a phase that its source does not name. */
function wordOf(name: PhaseName | null): string {
  return name === null ? '' : PHASE_NAMES.words[name];
}
