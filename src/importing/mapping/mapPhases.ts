import { PHASES_BY_RANK, type PhaseName } from '../../domain/startups/lifecycle.ts';
import { DAY_MS } from '../../values/calendar.ts';
import { compareText } from '../../values/text.ts';
import type { FindingReporter } from '../findings/FindingCollector.ts';
import type { MappedStartup } from '../mappedSource.ts';
import type { SourceIncubator, SourcePhase } from '../sources/betaGouvSchemas.ts';
import type { ParsedRow } from '../sources/readRows.ts';
import { bareId } from '../sources/sourceId.ts';
import { phaseNameOf } from '../words/sourceWords.ts';
import { readWord } from './readWord.ts';
import { repairDate, repairFreeText, repairName } from './repair.ts';

/** Comments of phases by {@link phaseKey}: incubators.json has them, startups.json does not. */
export type PhaseComments = ReadonlyMap<string, string>;

export function phaseComments(incubators: Iterable<ParsedRow<SourceIncubator>>): PhaseComments {
  const comments = new Map<string, string>();
  for (const { row } of incubators) {
    for (const { id, phases } of row.startups ?? []) {
      for (const phase of phases) {
        const key = phaseKey(bareId(id), phase);
        if (phase.comment && !comments.has(key)) comments.set(key, phase.comment);
      }
    }
  }
  return comments;
}

/**
 * The phases of a startup by start date, then by their rank in the life cycle. A phase without an end ends where the next
 * one starts, so at most the last phase is open. Overlaps, gaps and phases out of order are flagged, not repaired.
 * A phase with an unknown word has no name. The last phase of the source may have no start; it comes last.
 */
export function mapPhases(
  startup: string,
  rows: readonly SourcePhase[],
  comments: PhaseComments,
  reporter: FindingReporter,
): MappedStartup['phases'] {
  const read = rows.map((row, position) => {
    const comment = row.comment ?? comments.get(phaseKey(startup, row)) ?? null;
    return readPhase({ ...row, comment }, position, reporter);
  });
  const named = nameInOrder(read);
  const dated = withoutDuplicates(named.filter(isDated), reporter).sort(
    (a, b) => compareText(a.startedOn, b.startedOn) || rankOf(a.name) - rankOf(b.name),
  );
  flagSameDays(dated, reporter);
  flagOutOfOrder(dated, reporter);
  const phases = dated.map((phase, index) => ({
    ...phase,
    givenEnd: endOf(phase, dated[index + 1]?.startedOn ?? null, reporter),
  }));
  const undated = undatedLast(named, rows.length - 1, dated.at(-1)?.startedOn ?? null, reporter);
  return [...phases, ...undated].map(({ name, sourceWord, startedOn, givenEnd, comment, position }) => ({
    name,
    sourceWord,
    startedOn,
    endedOn: givenEnd,
    comment,
    position,
  }));
}

/** The phase in force on a day, among phases in the order of {@link mapPhases}. If it is unknown, the known one before it. */
export function lastKnownPhase(phases: MappedStartup['phases'], day: string): MappedStartup['phases'][number] | null {
  return phases.findLast(({ name, startedOn }) => name !== null && startedOn !== null && startedOn <= day) ?? null;
}

/** Whole days from one date to another. */
export function daysBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / DAY_MS;
}

function phaseKey(startup: string, { name, start }: SourcePhase): string {
  return JSON.stringify([startup.toLowerCase(), name, start]);
}

interface ReadPhase {
  sourceWord: string | null;
  startedOn: string | null;
  givenEnd: string | null;
  comment: string | null;
  /** Its position in the source. */
  position: number;
}

interface NamedPhase extends ReadPhase {
  name: PhaseName | null;
}

interface DatedPhase extends NamedPhase {
  startedOn: string;
}

function isDated(phase: NamedPhase): phase is DatedPhase {
  return phase.startedOn !== null;
}

function readPhase(row: SourcePhase, position: number, reporter: FindingReporter): ReadPhase {
  const path = pathOf(position);
  const sourceWord = reporter.reportRepairs(`${path}.name`, repairName(row.name));
  if (sourceWord === null) reporter.report('PHASE_UNKNOWN', `${path}.name`, row.name);
  readWord('PHASE', sourceWord, reporter, { path: `${path}.name`, unknown: 'PHASE_UNKNOWN' });
  const startedOn = reporter.reportRepairs(`${path}.start`, repairDate(row.start));
  // repairDate accepts a missing date.
  if (!row.start) reporter.report('DATE_INVALID', `${path}.start`, row.start);
  return {
    sourceWord,
    startedOn,
    givenEnd: reporter.reportRepairs(`${path}.end`, repairDate(row.end)),
    comment: reporter.reportRepairs(`${path}.comment`, repairFreeText(row.comment)),
    position,
  };
}

/** The phases by start, undated ones last, with their names: the meaning of a word may depend on the phase before. */
function nameInOrder(phases: readonly ReadPhase[]): NamedPhase[] {
  let previous: PhaseName | null = null;
  return phases
    .toSorted((a, b) => compareText(a.startedOn ?? '~', b.startedOn ?? '~') || a.position - b.position)
    .map((phase) => {
      previous = phaseNameOf(phase.sourceWord, previous);
      return { ...phase, name: previous };
    });
}

/** The last phase of the source, if it has no start. Other phases without a start are rejected. */
function undatedLast(
  phases: readonly NamedPhase[],
  last: number,
  lastStart: string | null,
  reporter: FindingReporter,
): NamedPhase[] {
  return phases
    .filter((phase) => !isDated(phase))
    .flatMap((phase) => {
      const path = pathOf(phase.position);
      if (phase.position !== last) {
        reporter.report('PHASE_NOT_KEPT', path, phase.sourceWord);
        return [];
      }
      reporter.report('PHASE_UNDATED', path, phase.sourceWord);
      const { givenEnd } = phase;
      const isBackwards = givenEnd !== null && lastStart !== null && givenEnd <= lastStart;
      if (isBackwards) reporter.report('END_BEFORE_START', `${path}.end`, givenEnd);
      return [{ ...phase, givenEnd: isBackwards ? null : givenEnd }];
    });
}

function withoutDuplicates(phases: readonly DatedPhase[], reporter: FindingReporter): DatedPhase[] {
  const seen = new Set<string>();
  return phases.filter((phase) => {
    const key = `${phase.startedOn} ${nameOrWord(phase)}`;
    const isDuplicate = seen.has(key);
    if (isDuplicate) reporter.report('PHASE_DUPLICATE', pathOf(phase.position), key);
    seen.add(key);
    return !isDuplicate;
  });
}

function flagSameDays(phases: readonly DatedPhase[], reporter: FindingReporter): void {
  for (const day of new Set(phases.map(({ startedOn }) => startedOn))) {
    const names = phases.filter(({ startedOn }) => startedOn === day).map(nameOrWord);
    if (names.length > 1) reporter.report('SAME_DAY_PHASES', 'phases', day, names.join(', '));
  }
}

/** Reports the first phase that starts after a later phase of the life cycle. */
function flagOutOfOrder(phases: readonly DatedPhase[], reporter: FindingReporter): void {
  const named = phases.filter(({ name }) => name !== null);
  const at = named.findIndex(({ name }, index) => rankOf(name) < rankOf(named[index - 1]?.name ?? name));
  const steps = named.slice(at - 1, at + 1).map(({ name, startedOn }) => `${name} ${startedOn}`);
  if (at !== -1) reporter.report('PHASES_OUT_OF_ORDER', 'phases', steps.join(', '));
}

function endOf({ startedOn, givenEnd, position }: DatedPhase, nextStart: string | null, reporter: FindingReporter) {
  const field = `${pathOf(position)}.end`;
  const backwards = givenEnd !== null && givenEnd < startedOn;
  if (backwards) reporter.report('END_BEFORE_START', field, givenEnd);
  if (givenEnd === null || backwards) {
    if (nextStart !== null) reporter.report('END_FROM_NEXT_START', field, null, nextStart);
    return nextStart;
  }
  if (nextStart !== null && givenEnd > nextStart) reporter.report('PHASES_OVERLAP', field, givenEnd, givenEnd);
  if (nextStart !== null && daysBetween(givenEnd, nextStart) > 1) {
    reporter.report('PHASES_GAP', field, givenEnd, givenEnd);
  }
  return givenEnd;
}

/** An unknown phase ranks after the others that start on the same day, as in the database. */
function rankOf(name: PhaseName | null): number {
  return name === null ? PHASES_BY_RANK.length : PHASES_BY_RANK.indexOf(name);
}

function nameOrWord({ name, sourceWord }: NamedPhase): string {
  return name ?? sourceWord ?? '';
}

function pathOf(position: number): string {
  return `phases[${position}]`;
}
