import { datasetOf, datasetsOf } from '../datagouv/calls.ts';
import { delayBefore } from '../datagouv/patience.ts';
import { PlatformProblem } from '../datagouv/problem.ts';
import type { RemoteDataset } from '../datagouv/shapes.ts';
import { carryOut, LocalProblem } from './carryOut.ts';
import type { DesiredDataset } from './desiredDataset.ts';
import { findDataset } from './discover.ts';
import { type DatasetPlan, planDataset, type Step } from './plan.ts';
import type { Publishing } from './publishing.ts';
import { type DatasetReport, NOT_REACHED, outcomeOfPlan, type StepReport } from './report.ts';
import { settle } from './settle.ts';
import { resourceOfStep, stepReport } from './steps.ts';
import { isStored } from './verify.ts';

/**
 * Brings one dataset to what is wanted: plans, carries out the first step, plans again, until there is none. So one
 * that was cut anywhere, here or in a former run, goes on from what is there. After a write whose outcome is unknown,
 * what is there is read again before anything else.
 */
export async function applyDataset(
  run: Publishing,
  desired: DesiredDataset,
  found: RemoteDataset | null,
): Promise<DatasetReport> {
  const progress: Progress = { remote: found, done: [], written: new Set(), attempts: new Map() };
  const about = () => ({ dataset: desired.key, steps: progress.done, ...whereIs(progress.remote) });
  try {
    const plan = await carriedThrough(run, desired, progress);
    const blocked = plan.steps.length > 0;
    const changed = progress.done.length > 0;
    return {
      ...about(),
      outcome: outcomeOfPlan(plan.held !== null || blocked, changed, found !== null),
      drifts: plan.drifts,
      foreign: plan.foreign,
      quality: await qualityOf(run, progress),
      problem: blocked ? 'the platform takes nothing new for now: run again later' : plan.held,
    };
  } catch (error) {
    const its = error instanceof LocalProblem || (error instanceof PlatformProblem && error.kind !== 'key');
    if (!its) throw error;
    return { ...NOT_REACHED, ...about(), outcome: 'FAILED', problem: error.message };
  }
}

interface Progress {
  remote: RemoteDataset | null;
  readonly done: StepReport[];
  readonly written: Set<string>;
  readonly attempts: Map<string, number>;
}

/** @returns the last plan: without a step, unless creations are closed. */
async function carriedThrough(run: Publishing, desired: DesiredDataset, progress: Progress): Promise<DatasetPlan> {
  const { patience } = run.client;
  for (;;) {
    const policy = { ...run.policy, written: progress.written };
    const plan = planDataset(desired, progress.remote, run.memory.of(desired.key), policy);
    const [step] = run.readOnly ? plan.steps.filter(needsNoCreation(plan)) : plan.steps;
    if (!step) {
      const complete = plan.held === null && plan.steps.length === 0;
      if (complete && progress.remote) await settle(run.memory, desired.key, progress.remote.id, plan);
      return plan;
    }
    const name = [step.kind, resourceOfStep(step)].filter(Boolean).join(' ');
    const attempt = (progress.attempts.get(name) ?? 0) + 1;
    progress.attempts.set(name, attempt);
    if (attempt > ATTEMPTS) throw new PlatformProblem('unavailable', 0, `${name}: the platform did not keep it`);
    if (attempt > 1) await patience.sleep(pauseBefore(run, step, attempt));
    for (const field of fieldsOf(step)) progress.written.add(field);
    const result = await attempted(run, desired, progress.remote, step);
    if (result?.kind === 'done') {
      progress.remote = result.value;
      progress.done.push(stepReport(step));
      const stored = await isStored(run, desired.key, progress.remote, step);
      if (!stored) run.warn(`${desired.key}: ${name}: the stored file is still to be verified`);
    } else if (result?.kind === 'unknown') {
      run.warn(`${desired.key}: ${name}: ${result.problem}; looked at what is there before going on`);
      await patience.sleep(delayBefore(attempt, patience));
      progress.remote = await readAgain(run, desired, progress.remote);
    }
  }
}

/** How many times one same write is tried in all: refused whole, of unknown outcome, or not kept as it was sent. */
const ATTEMPTS = 4;

async function attempted(run: Publishing, desired: DesiredDataset, remote: RemoteDataset | null, step: Step) {
  const about = { dataset: desired.key, resource: resourceOfStep(step), kind: step.kind };
  try {
    const result = await carryOut(run, desired, remote, step);
    const unknown = result.kind === 'unknown';
    await run.took({ ...about, outcome: unknown ? 'UNKNOWN' : 'DONE', detail: unknown ? result.problem : null });
    return result;
  } catch (error) {
    if (!(error instanceof PlatformProblem)) throw error;
    await run.took({ ...about, outcome: 'REFUSED', detail: error.message });
    if (error.kind === 'readOnly') run.readOnly = true;
    else if (error.kind !== 'truncated') throw error;
    return null;
  }
}

const CREATIONS: readonly string[] = ['create', 'upload', 'replace', 'add'];
const HARMLESS: readonly string[] = ['update', 'describe', 'label'];

/** While nothing can be created, what is there may be described; it is not declared complete. */
function needsNoCreation({ steps }: DatasetPlan): (step: Step) => boolean {
  const blocked = steps.some(({ kind }) => CREATIONS.includes(kind));
  return ({ kind }) => !blocked || HARMLESS.includes(kind);
}

/** What comes out otherwise than it was written here was lost on its way: it is written again, and is no drift. */
function fieldsOf(step: Step): string[] {
  if ('writes' in step) return [...step.writes];
  return step.kind === 'describe' ? Object.keys(step.changes).map((field) => `${step.key} ${field}`) : [];
}

function pauseBefore({ client: { patience } }: Publishing, step: Step, attempt: number): number {
  const sendsFile = step.kind === 'upload' || step.kind === 'replace';
  return Math.max(sendsFile ? patience.sameNameMs : 0, delayBefore(attempt - 1, patience));
}

async function readAgain(run: Publishing, desired: DesiredDataset, remote: RemoteDataset | null) {
  const { client, memory, policy } = run;
  if (remote === null) {
    const listed = await datasetsOf(client, policy.organization);
    return (await findDataset(client, listed, memory, desired.key, policy.recreate)).remote;
  }
  const now = await datasetOf(client, remote.id);
  if (!now) throw new PlatformProblem('absent', 404, `${remote.id} vanished while it was being published`);
  return now;
}

function whereIs(remote: RemoteDataset | null) {
  return { remoteId: remote?.id ?? null, page: remote?.page ?? null };
}

/** As it is now, if anything was written; for information only. */
async function qualityOf({ client }: Publishing, { remote, done }: Progress): Promise<number | null> {
  const now = done.length > 0 && remote ? await datasetOf(client, remote.id).catch(() => remote) : remote;
  return now?.quality?.score ?? null;
}
