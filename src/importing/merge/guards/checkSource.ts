import type { PoolClient } from 'pg';
import { fail } from '../../../errors/errors.ts';
import { IMPORT_HELD } from '../../importErrors.ts';
import type { MappedRows } from '../../mappedSource.ts';
import { COMPARED_KINDS, dayOfRun, type ImportRun, lastRun, runOf } from './importRuns.ts';
import { isExpected, RejectedValueCounter, type RejectedValues } from './rejectedValues.ts';

/** The share of rejected values above which an import is held, in per cent. */
export const MAXIMUM_REJECTED = 5;
/** Fewer rejected values of a field, or fewer lost rows of a kind, never hold an import: in a small source, each is a large share. */
const FEWEST = 3;
/** The share of rows that a source may lose, in per cent. */
const MAXIMUM_LOST = 20;

export interface GuardOptions {
  /** Import a source although it looks wrong. */
  accept?: boolean;
  dryRun?: boolean;
  /** The share of rejected values of a field above which an import is held, in per cent; default: 5. */
  maxRejected?: number;
}

export interface CheckedSource {
  rejected: RejectedValues[];
  /** Why the source looks wrong, in figures. */
  problems: string[];
  run: ImportRun;
}

/**
 * Compares a source with its last import before anything is written. A source that looks wrong is rejected, except for `accept`
 * and a dry run.
 * @param day the day of the import.
 */
export async function checkSource(
  client: PoolClient,
  source: { id: number; name: string; day: string },
  mapped: MappedRows,
  { accept = false, dryRun = false, maxRejected = MAXIMUM_REJECTED }: GuardOptions,
): Promise<CheckedSource> {
  const counter = new RejectedValueCounter();
  const run = runOf(mapped, source.day, counter.add);
  const rejected = counter.counts(mapped.findings, run.members);
  const last = await lastRun(client, source.id);
  const problems = [
    ...rejectedProblems(rejected, maxRejected),
    ...(last === null
      ? []
      : [...lossProblems(run, last), ...ageProblems(run, last, await dayOfRun(client, source.id, run))]),
  ];
  if (problems.length > 0 && !accept && !dryRun) fail(IMPORT_HELD, { source: source.name, problems });
  return { rejected, problems, run };
}

/** `phases 12 of 868 (1.4 %)` */
export function rejectedInWords({ field, rejected, given }: RejectedValues): string {
  return `${field} ${rejected} of ${given} (${percent(rejected, given)})`;
}

function rejectedProblems(rejected: readonly RejectedValues[], maxRejected: number): string[] {
  return rejected
    .filter((each) => !isExpected(each.field))
    .filter((each) => each.rejected >= FEWEST && each.rejected * 100 > each.given * maxRejected)
    .map((each) => `rejected values of ${rejectedInWords(each)}, more than ${maxRejected} %`);
}

function lossProblems(run: ImportRun, last: ImportRun): string[] {
  return COMPARED_KINDS.flatMap((kind) => {
    const lost = last[kind] - run[kind];
    if (lost < FEWEST || lost * 100 <= last[kind] * MAXIMUM_LOST) return [];
    const share = `${percent(lost, last[kind])} fewer, more than ${MAXIMUM_LOST} %`;
    return [`${run[kind]} ${kind}, but ${last[kind]} in the last import (${share})`];
  });
}

function ageProblems(run: ImportRun, last: ImportRun & { on: string }, sameOn: string | null): string[] {
  if (run.fingerprint === last.fingerprint) return [];
  const problems: string[] = [];
  if (sameOn !== null)
    problems.push(`the same data as the import of ${sameOn}, which another import followed on ${last.on}`);
  if (last.latestOn !== null && (run.latestOn === null || run.latestOn < last.latestOn)) {
    const latest = run.latestOn === null ? 'no phase' : `a latest phase of ${run.latestOn}`;
    problems.push(`older data: ${latest}, but one of ${last.latestOn} in the last import`);
  }
  if (run.modifiedAt !== null && last.modifiedAt !== null && run.modifiedAt < last.modifiedAt) {
    const [given, before] = [run.modifiedAt, last.modifiedAt].map((date) => date.toISOString());
    problems.push(`older files: last modified at ${given}, but at ${before} in the last import`);
  }
  return problems;
}

function percent(part: number, whole: number): string {
  return `${(Math.floor((part * 1000) / whole) / 10).toFixed(1)} %`;
}
