import { PHASES_BY_RANK, type PhaseName } from '../../domain/startups/lifecycle.ts';
import type { FindingReporter } from '../findings/FindingCollector.ts';
import type { MappedStartup } from '../mappedSource.ts';
import type { SourceIncubator, SourcePhase } from '../sources/betaGouvSchemas.ts';
import type { ParsedRow } from '../sources/readRows.ts';
import { bareId } from '../sources/sourceId.ts';
import { phaseNameOf } from '../words/sourceWords.ts';
import { readWord } from './readWord.ts';
import { repairDate, repairFreeText, repairText } from './repair.ts';

/** Comments of phases by {@link phaseKey}: incubators.json has them, startups.json does not. */
export type PhaseComments = ReadonlyMap<string, string>;

export function phaseComments(incubators: readonly ParsedRow<SourceIncubator>[]): PhaseComments {
  const comments = new Map<string, string>();
  for (const { id, phases } of incubators.flatMap(({ row }) => row.startups ?? [])) {
    for (const phase of phases) {
      const key = phaseKey(bareId(id), phase);
      if (phase.comment && !comments.has(key)) comments.set(key, phase.comment);
    }
  }
  return comments;
}

/**
 * The phases of a startup by start date, then by their rank in the life cycle. A phase without an end ends where the next
 * one starts, so at most the last phase is open. Overlaps, gaps and phases out of order are flagged, not repaired.
 */
export function mapPhases(
  startup: string,
  rows: readonly SourcePhase[],
  comments: PhaseComments,
  reporter: FindingReporter,
): MappedStartup['phases'] {
  const dated = rows.flatMap((row, index) => {
    const comment = row.comment ?? comments.get(phaseKey(startup, row)) ?? null;
    return datedPhase({ ...row, comment }, `phases[${index}]`, reporter);
  });
  const phases = withoutDuplicates(dated, reporter).sort(
    (a, b) => compare(a.startedOn, b.startedOn) || rank(a.name) - rank(b.name),
  );
  // The meaning of some words depends on the phase before.
  for (const [index, phase] of phases.entries()) {
    phase.name = phaseNameOf(phase.word, phases[index - 1]?.name ?? null) ?? phase.name;
  }
  flagSameDays(phases, reporter);
  flagOutOfOrder(phases, reporter);
  return phases.map((phase, index) => {
    const { name, startedOn, comment } = phase;
    return { name, startedOn, endedOn: endOf(phase, phases[index + 1]?.startedOn ?? null, reporter), comment };
  });
}

/** Whole days from one date to another. */
export function daysBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / 86_400_000;
}

function phaseKey(startup: string, { name, start }: SourcePhase): string {
  return JSON.stringify([startup, name, start]);
}

interface DatedPhase {
  word: string;
  name: PhaseName;
  startedOn: string;
  givenEnd: string | null;
  comment: string | null;
  /** Its position in the source. */
  path: string;
}

/** The phase; none when its name or its start is invalid. */
function datedPhase(row: SourcePhase, path: string, reporter: FindingReporter): DatedPhase[] {
  const word = reporter.reportRepairs(`${path}.name`, repairText(row.name)) ?? '';
  const name = readWord('PHASE', word, reporter, { path: `${path}.name`, unknown: 'PHASE_UNKNOWN' })?.code;
  const startedOn = reporter.reportRepairs(`${path}.start`, repairDate(row.start));
  // repairDate accepts a missing date.
  if (!row.start) reporter.report('DATE_INVALID', `${path}.start`, row.start);
  const givenEnd = reporter.reportRepairs(`${path}.end`, repairDate(row.end));
  const comment = reporter.reportRepairs(`${path}.comment`, repairFreeText(row.comment));
  return name === undefined || startedOn === null ? [] : [{ word, name, startedOn, givenEnd, comment, path }];
}

function withoutDuplicates(phases: readonly DatedPhase[], reporter: FindingReporter): DatedPhase[] {
  const seen = new Set<string>();
  return phases.filter(({ name, startedOn, path }) => {
    const key = `${startedOn} ${name}`;
    const isDuplicate = seen.has(key);
    if (isDuplicate) reporter.report('PHASE_DUPLICATE', path, key);
    seen.add(key);
    return !isDuplicate;
  });
}

function flagSameDays(phases: readonly DatedPhase[], reporter: FindingReporter): void {
  for (const day of new Set(phases.map(({ startedOn }) => startedOn))) {
    const names = phases.filter(({ startedOn }) => startedOn === day).map(({ name }) => name);
    if (names.length > 1) reporter.report('SAME_DAY_PHASES', 'phases', day, names.join(', '));
  }
}

/** Reports the first phase that starts after a later phase of the life cycle. */
function flagOutOfOrder(phases: readonly DatedPhase[], reporter: FindingReporter): void {
  const at = phases.findIndex(({ name }, index) => rank(name) < rank(phases[index - 1]?.name ?? name));
  const steps = phases.slice(at - 1, at + 1).map(({ name, startedOn }) => `${name} ${startedOn}`);
  if (at !== -1) reporter.report('PHASES_OUT_OF_ORDER', 'phases', steps.join(', '));
}

function endOf({ startedOn, givenEnd, path }: DatedPhase, nextStart: string | null, reporter: FindingReporter) {
  const field = `${path}.end`;
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

function rank(name: PhaseName): number {
  return PHASES_BY_RANK.indexOf(name);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
