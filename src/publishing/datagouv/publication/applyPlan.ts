import { datasetOf, datasetsOf } from '../client/calls.ts';
import { PlatformProblem } from '../client/problem.ts';
import { delayBefore } from '../client/retryPolicy.ts';
import type { RemoteDataset } from '../client/shapes.ts';
import { hashOf } from './canonical.ts';
import type { DesiredDataset } from './desiredDataset.ts';
import { executeStep, isOfDataset } from './executeStep.ts';
import { type DatasetPlan, planDataset, type Step } from './plan.ts';
import { findDataset, type RunContext } from './prepareRun.ts';
import {
  type DatasetReport,
  NOT_REACHED,
  outcomeOfPlan,
  resourceOfStep,
  type StepReport,
  stepReport,
} from './report.ts';
import type { SyncState } from './syncState.ts';
import { verifyUpload } from './verify.ts';

/**
 * Brings one dataset to what is wanted: plans, carries out the first step, plans again, until there is none. So one
 * that was cut anywhere, here or in a former run, goes on from what is there. After a write whose outcome is unknown,
 * what is there is read again before anything else.
 */
export async function applyDataset(
  run: RunContext,
  desired: DesiredDataset,
  found: RemoteDataset | null,
): Promise<DatasetReport> {
  const progress: Progress = { remote: found, done: [], written: new Set(), attempts: new Map() };
  const about = () => {
    const { remote, done } = progress;
    return { dataset: desired.key, steps: done, remoteId: remote?.id ?? null, page: remote?.page ?? null };
  };
  try {
    const plan = await applyUntilDone(run, desired, progress);
    const blocked = plan.steps.length > 0;
    const changed = progress.done.length > 0;
    return {
      ...about(),
      outcome: outcomeOfPlan(plan.blocked !== null || blocked, changed, found !== null),
      drifts: plan.drifts,
      foreign: plan.foreign,
      quality: await qualityOf(run, progress),
      problem: blocked ? 'the platform takes nothing new for now: run again later' : plan.blocked,
    };
  } catch (error) {
    if (!isOfDataset(error)) throw error;
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
async function applyUntilDone(run: RunContext, desired: DesiredDataset, progress: Progress): Promise<DatasetPlan> {
  const { retryPolicy } = run.client;
  for (;;) {
    const context = { ...run.context, written: progress.written };
    const plan = planDataset(desired, progress.remote, run.state.of(desired.key), context);
    const [step] = run.readOnly ? plan.steps.filter(needsNoCreation(plan)) : plan.steps;
    if (!step) {
      const complete = plan.blocked === null && plan.steps.length === 0;
      if (complete && progress.remote) await saveBaseline(run.state, desired.key, progress.remote.id, plan);
      return plan;
    }
    const name = [step.kind, resourceOfStep(step)].filter(Boolean).join(' ');
    const attempt = (progress.attempts.get(name) ?? 0) + 1;
    progress.attempts.set(name, attempt);
    if (attempt > ATTEMPTS) throw new PlatformProblem('unavailable', 0, `${name}: the platform did not keep it`);
    if (attempt > 1) await retryPolicy.sleep(pauseBefore(run, step, attempt));
    for (const field of fieldsOf(step)) progress.written.add(field);
    const result = await attempted(run, desired, progress.remote, step);
    if (result?.kind === 'done') {
      progress.remote = result.value;
      progress.done.push(stepReport(step));
      const stored = await verifyUpload(run, desired.key, progress.remote, step);
      if (!stored) run.warn(`${desired.key}: ${name}: the stored file is still to be verified`);
    } else if (result?.kind === 'unknown') {
      run.warn(`${desired.key}: ${name}: ${result.problem}; looked at what is there before going on`);
      await retryPolicy.sleep(delayBefore(attempt, retryPolicy));
      progress.remote = await readAgain(run, desired, progress.remote);
    }
  }
}

/** How many times one same write is tried in all: refused whole, of unknown outcome, or not kept as it was sent. */
const ATTEMPTS = 4;

async function attempted(run: RunContext, desired: DesiredDataset, remote: RemoteDataset | null, step: Step) {
  const about = { dataset: desired.key, resource: resourceOfStep(step), kind: step.kind };
  try {
    const result = await executeStep(run, desired, remote, step);
    const unknown = result.kind === 'unknown';
    await run.recordStep({ ...about, outcome: unknown ? 'UNKNOWN' : 'DONE', detail: unknown ? result.problem : null });
    return result;
  } catch (error) {
    if (!(error instanceof PlatformProblem)) throw error;
    await run.recordStep({ ...about, outcome: 'REFUSED', detail: error.message });
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

function pauseBefore({ client: { retryPolicy } }: RunContext, step: Step, attempt: number): number {
  const sendsFile = step.kind === 'upload' || step.kind === 'replace';
  return Math.max(sendsFile ? retryPolicy.sameNameMs : 0, delayBefore(attempt - 1, retryPolicy));
}

async function readAgain(run: RunContext, desired: DesiredDataset, remote: RemoteDataset | null) {
  const { client, state, context } = run;
  if (remote === null) {
    const listed = await datasetsOf(client, context.organization);
    return (await findDataset(client, listed, state, desired.key, context.recreate)).remote;
  }
  const now = await datasetOf(client, remote.id);
  if (!now) throw new PlatformProblem('absent', 404, `${remote.id} vanished while it was being published`);
  return now;
}

/** As it is now, if anything was written; for information only. */
async function qualityOf({ client }: RunContext, { remote, done }: Progress): Promise<number | null> {
  const now = done.length > 0 && remote ? await datasetOf(client, remote.id).catch(() => remote) : remote;
  return now?.quality?.score ?? null;
}

/** Saves the state of a dataset that has nothing left to do, where it changed. */
async function saveBaseline(state: SyncState, key: string, remoteId: string, { baseline }: DatasetPlan): Promise<void> {
  const { published, opened, resources } = baseline;
  const { resources: saved, ...known } = state.of(key);
  const next = { remoteId, opened, published, sent: {} };
  if (hashOf(known) !== hashOf(next)) await state.saveDataset(key, next);
  for (const [name, resource] of resources) {
    if (hashOf(saved.get(name)) !== hashOf(resource)) await state.saveResource(key, name, resource);
  }
  for (const name of saved.keys()) if (!resources.has(name)) await state.deleteResource(key, name);
}
