import type { PhaseName } from '../../domain/startups/lifecycle.ts';
import { PHASE_NAMES } from '../../domain/startups/lifecycle.ts';
import type { PhaseRow } from './startupRows.ts';

/** A phase in the words of v2.7; open as long as its end is null. */
export interface Phase {
  readonly name: string;
  readonly start: string;
  readonly end: string | null;
  readonly comment: string | null;
}

/**
 * The phases of a startup in the words of v2.7. It has none for the ré-intégration: what it calls consolidation prepares
 * the way out of the incubator, so that it goes on until the startup is out.
 */
export function phasesOf(rows: readonly PhaseRow[]): Phase[] {
  const phases: Phase[] = [];
  for (const { name, ...row } of rows) {
    const before = phases.at(-1);
    if (name === 'REINTEGRATION' && before?.name === CONSOLIDATION) {
      phases.splice(-1, 1, { ...before, end: row.end });
    } else {
      phases.push({ name: wordOf(name), ...row });
    }
  }
  return phases;
}

/** The current phase: the last begun; between phases begun on the same day, the last of the life cycle. */
export function currentPhase(rows: readonly PhaseRow[]): string | null {
  return phasesOf(rows).at(-1)?.name ?? null;
}

const CONSOLIDATION = PHASE_NAMES.words.CONSOLIDATION;

function wordOf(name: PhaseName): string {
  return name === 'REINTEGRATION' ? CONSOLIDATION : PHASE_NAMES.words[name];
}
