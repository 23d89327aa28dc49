import { PHASE_NAMES, PHASES_BY_RANK, type PhaseName } from '../../domain/startups/lifecycle.ts';
import type { DesiredStartup } from '../desired.ts';
import type { Page } from '../findings/FindingCollector.ts';
import { daysBetween, repairDate } from '../repair/repairDate.ts';
import type { SourcePhase } from '../sources/betaGouvShapes.ts';
import { repairFreeText, repairText } from './repair.ts';

/** The comment of a phase, which another file tells: null when it has none. */
export type CommentOf = (phase: SourcePhase) => string | null;

/**
 * The dated phases of a startup, in order of start; phases begun on the same day in order of their rank in the life
 * cycle. One without end ends where the next one starts, so at most the last is open. Nothing else is mended: what
 * overlaps, leaves a gap or goes backwards is kept and flagged.
 */
export function mapPhases(rows: readonly SourcePhase[], commentOf: CommentOf, page: Page): DesiredStartup['phases'] {
  const phases = withoutRepetition(readable(rows, commentOf, page), page).sort(
    (a, b) => compare(a.startedOn, b.startedOn) || rank(a.name) - rank(b.name),
  );
  flagSameDays(phases, page);
  flagOrder(phases, page);
  return phases.map((phase, index) => {
    const next = phases[index + 1];
    const { name, startedOn, comment } = phase;
    return { name, startedOn, endedOn: endOf(phase, next?.startedOn ?? null, page), comment };
  });
}

/** A phase that can be placed in time. */
interface Placed {
  name: PhaseName;
  startedOn: string;
  givenEnd: string | null;
  comment: string | null;
  /** Where the source has it. */
  path: string;
}

const PHASE_OF_WORD = new Map<string, PhaseName>(PHASES_BY_RANK.map((name) => [PHASE_NAMES.words[name], name]));

function readable(rows: readonly SourcePhase[], commentOf: CommentOf, page: Page): Placed[] {
  return rows.flatMap((row, index) => {
    const path = `phases[${index}]`;
    const word = page.keep(`${path}.name`, repairText(row.name));
    const name = PHASE_OF_WORD.get(word ?? '');
    if (name === undefined) page.note('PHASE_UNKNOWN', `${path}.name`, row.name);
    const startedOn = page.keep(`${path}.start`, repairDate(row.start));
    // An empty start is as useless as an impossible one, but repairDate takes it for a value that is merely missing.
    if (startedOn === null && !row.start) page.note('DATE_INVALID', `${path}.start`, row.start);
    const givenEnd = page.keep(`${path}.end`, repairDate(row.end));
    const comment = page.keep(`${path}.comment`, repairFreeText(row.comment ?? commentOf(row)));
    return name === undefined || startedOn === null ? [] : [{ name, startedOn, givenEnd, comment, path }];
  });
}

function withoutRepetition(phases: readonly Placed[], page: Page): Placed[] {
  const seen = new Set<string>();
  return phases.filter(({ name, startedOn, path }) => {
    const key = `${startedOn} ${name}`;
    const first = !seen.has(key);
    if (!first) page.note('PHASE_DUPLICATE', path, key);
    seen.add(key);
    return first;
  });
}

function flagSameDays(phases: readonly Placed[], page: Page): void {
  for (const day of new Set(phases.map(({ startedOn }) => startedOn))) {
    const names = phases.filter(({ startedOn }) => startedOn === day).map(({ name }) => name);
    if (names.length > 1) page.note('SAME_DAY_PHASES', 'phases', day, names.join(', '));
  }
}

/** Once per startup, at the first step backwards. */
function flagOrder(phases: readonly Placed[], page: Page): void {
  for (const [index, phase] of phases.entries()) {
    const previous = phases[index - 1];
    if (previous !== undefined && rank(phase.name) < rank(previous.name)) {
      page.note(
        'PHASES_OUT_OF_ORDER',
        'phases',
        `${previous.name} ${previous.startedOn}, ${phase.name} ${phase.startedOn}`,
      );
      return;
    }
  }
}

function endOf({ startedOn, givenEnd, path }: Placed, nextStart: string | null, page: Page): string | null {
  const field = `${path}.end`;
  const backwards = givenEnd !== null && givenEnd < startedOn;
  if (backwards) page.note('END_BEFORE_START', field, givenEnd);
  if (givenEnd === null || backwards) {
    if (nextStart !== null) page.note('END_FROM_NEXT_START', field, null, nextStart);
    return nextStart;
  }
  if (nextStart !== null && givenEnd > nextStart) page.note('PHASES_OVERLAP', field, givenEnd, givenEnd);
  if (nextStart !== null && daysBetween(givenEnd, nextStart) > 1) page.note('PHASES_GAP', field, givenEnd, givenEnd);
  return givenEnd;
}

function rank(name: PhaseName): number {
  return PHASES_BY_RANK.indexOf(name);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
