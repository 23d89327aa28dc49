import { getDataset, listDatasets } from '../client/endpoints.ts';
import { PlatformError } from '../client/platformError.ts';
import type { RemoteDataset } from '../client/responseSchemas.ts';
import { delayBefore } from '../client/retryPolicy.ts';
import { hashOf } from '../plan/canonicalFields.ts';
import type { DesiredDataset } from '../plan/desiredDataset.ts';
import { type DatasetPlan, planDataset, type Step } from '../plan/planDataset.ts';
import { executeStep, isDatasetError } from './executeStep.ts';
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
import { verifyUpload } from './verifyUpload.ts';

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
  const progress: Progress = { remote: found, done: [], writtenFields: new Set(), attempts: new Map() };
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
      foreign: plan.unmanaged,
      quality: await qualityScore(run, progress),
      problem: blocked ? 'the platform takes nothing new for now: run again later' : plan.blocked,
    };
  } catch (error) {
    if (!isDatasetError(error)) throw error;
    return { ...NOT_REACHED, ...about(), outcome: 'FAILED', problem: error.message };
  }
}

interface Progress {
  remote: RemoteDataset | null;
  readonly done: StepReport[];
  readonly writtenFields: Set<string>;
  readonly attempts: Map<string, number>;
}

/** @returns the last plan: without a step, unless creations are closed. */
async function applyUntilDone(run: RunContext, desired: DesiredDataset, progress: Progress): Promise<DatasetPlan> {
  const { retryPolicy } = run.client;
  for (;;) {
    const context = { ...run.context, writtenThisRun: progress.writtenFields };
    const plan = planDataset(desired, progress.remote, run.state.of(desired.key), context);
    const [step] = run.readOnly ? plan.steps.filter(allowedWhileReadOnly(plan)) : plan.steps;
    if (!step) {
      const complete = plan.blocked === null && plan.steps.length === 0;
      if (complete && progress.remote) await saveBaseline(run.state, desired.key, progress.remote.id, plan);
      return plan;
    }
    const name = [step.kind, resourceOfStep(step)].filter(Boolean).join(' ');
    const attempt = (progress.attempts.get(name) ?? 0) + 1;
    progress.attempts.set(name, attempt);
    if (attempt > MAX_ATTEMPTS) throw new PlatformError('unavailable', 0, `${name}: the platform did not keep it`);
    if (attempt > 1) await retryPolicy.sleep(retryDelay(run, step, attempt));
    for (const field of fieldsWrittenBy(step)) progress.writtenFields.add(field);
    const result = await executeAndRecord(run, desired, progress.remote, step);
    if (result?.kind === 'done') {
      progress.remote = result.value;
      progress.done.push(stepReport(step));
      const stored = await verifyUpload(run, desired.key, progress.remote, step);
      if (!stored) run.warn(`${desired.key}: ${name}: the stored file is still to be verified`);
    } else if (result?.kind === 'unknown') {
      run.warn(`${desired.key}: ${name}: ${result.problem}; looked at what is there before going on`);
      await retryPolicy.sleep(delayBefore(attempt, retryPolicy));
      progress.remote = await readRemote(run, desired, progress.remote);
    }
  }
}

/** How many times one same write is tried in all: refused whole, of unknown outcome, or not kept as it was sent. */
const MAX_ATTEMPTS = 4;

async function executeAndRecord(run: RunContext, desired: DesiredDataset, remote: RemoteDataset | null, step: Step) {
  const about = { dataset: desired.key, resource: resourceOfStep(step), kind: step.kind };
  try {
    const result = await executeStep(run, desired, remote, step);
    const unknown = result.kind === 'unknown';
    await run.recordStep({ ...about, outcome: unknown ? 'UNKNOWN' : 'DONE', detail: unknown ? result.problem : null });
    return result;
  } catch (error) {
    if (!(error instanceof PlatformError)) throw error;
    await run.recordStep({ ...about, outcome: 'REFUSED', detail: error.message });
    if (error.kind === 'readOnly') run.readOnly = true;
    else if (error.kind !== 'truncated') throw error;
    return null;
  }
}

const CREATION_STEPS: readonly string[] = ['create', 'upload', 'replace', 'add'];
const ALLOWED_WHILE_READ_ONLY: readonly string[] = ['update', 'updateResource', 'setResourceExtras'];

/** While nothing can be created, what is there may be described; it is not declared complete. */
function allowedWhileReadOnly({ steps }: DatasetPlan): (step: Step) => boolean {
  const blocked = steps.some(({ kind }) => CREATION_STEPS.includes(kind));
  return ({ kind }) => !blocked || ALLOWED_WHILE_READ_ONLY.includes(kind);
}

/** What comes out otherwise than it was written here was lost on its way: it is written again, and is no drift. */
function fieldsWrittenBy(step: Step): string[] {
  if ('writtenFields' in step) return [...step.writtenFields];
  return step.kind === 'updateResource' ? Object.keys(step.changes).map((field) => `${step.key} ${field}`) : [];
}

function retryDelay({ client: { retryPolicy } }: RunContext, step: Step, attempt: number): number {
  const sendsFile = step.kind === 'upload' || step.kind === 'replace';
  return Math.max(sendsFile ? retryPolicy.sameFileNameDelayMs : 0, delayBefore(attempt - 1, retryPolicy));
}

async function readRemote(run: RunContext, desired: DesiredDataset, remote: RemoteDataset | null) {
  const { client, state, context } = run;
  if (remote === null) {
    const listed = await listDatasets(client, context.organization);
    return (await findDataset(client, listed, state, desired.key, context.recreate)).remote;
  }
  const now = await getDataset(client, remote.id);
  if (!now) throw new PlatformError('absent', 404, `${remote.id} vanished while it was being published`);
  return now;
}

/** As it is now, if anything was written; for information only. */
async function qualityScore({ client }: RunContext, { remote, done }: Progress): Promise<number | null> {
  const now = done.length > 0 && remote ? await getDataset(client, remote.id).catch(() => remote) : remote;
  return now?.quality?.score ?? null;
}

/** Saves the state of a dataset that has nothing left to do, where it changed. */
async function saveBaseline(state: SyncState, key: string, remoteId: string, { baseline }: DatasetPlan): Promise<void> {
  const { published, madePublic, resources } = baseline;
  const { resources: saved, ...known } = state.of(key);
  const next = { remoteId, madePublic, published, sent: {} };
  if (hashOf(known) !== hashOf(next)) await state.saveDataset(key, next);
  for (const [name, resource] of resources) {
    if (hashOf(saved.get(name)) !== hashOf(resource)) await state.saveResource(key, name, resource);
  }
  for (const name of saved.keys()) if (!resources.has(name)) await state.deleteResource(key, name);
}
