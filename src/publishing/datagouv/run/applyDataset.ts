import { getDataset, listDatasets } from '../client/endpoints.ts';
import { PlatformError } from '../client/platformError.ts';
import type { RemoteDataset } from '../client/responseSchemas.ts';
import { delayBefore } from '../client/retryPolicy.ts';
import { hashOf } from '../plan/canonicalFields.ts';
import type { DesiredDataset } from '../plan/desiredDataset.ts';
import { type DatasetPlan, planDataset, type Step } from '../plan/planDataset.ts';
import { isDatasetError } from './datasetErrors.ts';
import { executeStep } from './executeStep.ts';
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
import { verifyFiles } from './verifyFiles.ts';

/**
 * Brings one dataset to its desired state: plans the steps, executes the first one, and plans again until no step is left. An
 * interrupted run therefore continues from the current state of the platform. After a write of unknown outcome, the dataset
 * is read again before the next plan.
 */
export async function applyDataset(
  run: RunContext,
  desired: DesiredDataset,
  initial: RemoteDataset | null,
): Promise<DatasetReport> {
  const progress: Progress = { remote: initial, done: [], writtenFields: new Set(), attempts: new Map() };
  const progressReport = () => {
    const { remote, done } = progress;
    return { dataset: desired.key, steps: done, remoteId: remote?.id ?? null, page: remote?.page ?? null };
  };
  try {
    const plan = await applyUntilDone(run, desired, progress);
    // Steps are left only while the platform is read-only.
    const waitsForCreations = plan.steps.length > 0;
    const hasChanged = progress.done.length > 0;
    const unverified = plan.blocked === null && progress.remote ? await verifyFiles(run, desired, progress.remote) : [];
    return {
      ...progressReport(),
      outcome: outcomeOfPlan(plan.blocked !== null || waitsForCreations, hasChanged, initial !== null),
      tables: [],
      holds: [],
      drifts: plan.drifts,
      foreign: plan.unmanaged,
      unverified,
      withheld: [],
      quality: await qualityScore(run, progress),
      problem: waitsForCreations
        ? 'the platform is read-only and creates nothing for now; run again later'
        : plan.blocked,
    };
  } catch (error) {
    if (!isDatasetError(error)) throw error;
    return { ...NOT_REACHED, ...progressReport(), outcome: 'FAILED', problem: error.message };
  }
}

interface Progress {
  remote: RemoteDataset | null;
  readonly done: StepReport[];
  readonly writtenFields: Set<string>;
  readonly attempts: Map<string, number>;
}

/** @returns the last plan: without steps, unless the platform is read-only. */
async function applyUntilDone(run: RunContext, desired: DesiredDataset, progress: Progress): Promise<DatasetPlan> {
  const { retryPolicy } = run.client;
  for (;;) {
    const context = { ...run.planContext, writtenThisRun: progress.writtenFields };
    const plan = planDataset(desired, progress.remote, run.state.datasetState(desired.key), context);
    const [step] = run.readOnly ? plan.steps.filter(allowedWhileReadOnly(plan)) : plan.steps;
    if (!step) {
      const isComplete = plan.blocked === null && plan.steps.length === 0;
      if (isComplete && progress.remote) await saveBaseline(run.state, desired.key, progress.remote.id, plan);
      return plan;
    }
    const name = [step.kind, resourceOfStep(step)].filter(Boolean).join(' ');
    const attempt = (progress.attempts.get(name) ?? 0) + 1;
    progress.attempts.set(name, attempt);
    if (attempt > MAX_ATTEMPTS)
      throw new PlatformError(
        'unavailable',
        0,
        `${step.kind}: the platform did not store it after ${MAX_ATTEMPTS} attempts`,
      );
    if (attempt > 1) await retryPolicy.sleep(retryDelay(run, step, attempt));
    for (const field of fieldsWrittenBy(step)) progress.writtenFields.add(field);
    const result = await executeAndRecord(run, desired, progress.remote, step);
    if (result?.kind === 'done') {
      progress.remote = result.value;
      progress.done.push(stepReport(step));
    } else if (result?.kind === 'unknown') {
      run.warn(
        `The outcome of a write was unknown (${reasonOf(result.problem)}): its dataset was read again before going on.`,
      );
      await retryPolicy.sleep(delayBefore(attempt, retryPolicy));
      progress.remote = await readRemote(run, desired, progress.remote);
    }
  }
}

/** The reason without the request, so that the same reason of many requests is reported once. `publications` lists every step. */
function reasonOf(problem: string): string {
  return problem.replace(/^[A-Z]+ \/\S+: /, '');
}

/** The maximum number of attempts of one step that was rejected as incomplete, has an unknown outcome, or was not stored. */
const MAX_ATTEMPTS = 4;

async function executeAndRecord(run: RunContext, desired: DesiredDataset, remote: RemoteDataset | null, step: Step) {
  const record = { dataset: desired.key, resource: resourceOfStep(step), kind: step.kind };
  try {
    const result = await executeStep(run, desired, remote, step);
    const isUnknown = result.kind === 'unknown';
    const detail = isUnknown ? result.problem : null;
    await run.recordStep({ ...record, outcome: isUnknown ? 'UNKNOWN' : 'DONE', detail });
    return result;
  } catch (error) {
    if (!(error instanceof PlatformError)) throw error;
    await run.recordStep({ ...record, outcome: 'REFUSED', detail: error.message });
    if (error.kind === 'readOnly') run.readOnly = true;
    else if (error.kind !== 'truncated') throw error;
    return null;
  }
}

const CREATION_STEPS: readonly string[] = ['create', 'upload', 'replace', 'add'];
const ALLOWED_WHILE_READ_ONLY: readonly string[] = ['update', 'updateResource', 'setResourceExtras'];

/**
 * While the platform is read-only, existing datasets and resources can still be updated. The steps that mark the dataset as
 * complete wait until its creations are done.
 */
function allowedWhileReadOnly({ steps }: DatasetPlan): (step: Step) => boolean {
  const hasCreations = steps.some(({ kind }) => CREATION_STEPS.includes(kind));
  return ({ kind }) => !hasCreations || ALLOWED_WHILE_READ_ONLY.includes(kind);
}

/** The fields that a step writes. If the platform then has another value, the field is written again and is not a drift. */
function fieldsWrittenBy(step: Step): string[] {
  if ('writtenFields' in step) return [...step.writtenFields];
  return step.kind === 'updateResource' ? Object.keys(step.changes).map((field) => `${step.key} ${field}`) : [];
}

function retryDelay({ client: { retryPolicy } }: RunContext, step: Step, attempt: number): number {
  const sendsFile = step.kind === 'upload' || step.kind === 'replace';
  return Math.max(sendsFile ? retryPolicy.sameFileNameDelayMs : 0, delayBefore(attempt - 1, retryPolicy));
}

async function readRemote(run: RunContext, desired: DesiredDataset, remote: RemoteDataset | null) {
  const { client, state, planContext: context } = run;
  if (remote === null) {
    const listed = await listDatasets(client, context.organization);
    return (await findDataset(client, listed, state, desired.key, context.decisions)).remote;
  }
  const current = await getDataset(client, remote.id);
  if (!current) throw new PlatformError('absent', 404, `${remote.id} was deleted during the publication`);
  return current;
}

/** The quality score of the platform, read again if the run wrote anything. It is only reported. */
async function qualityScore({ client }: RunContext, { remote, done }: Progress): Promise<number | null> {
  const current = done.length > 0 && remote ? await getDataset(client, remote.id).catch(() => remote) : remote;
  return current?.quality?.score ?? null;
}

/** Saves the sync state of a dataset without steps left, if it changed. */
async function saveBaseline(state: SyncState, key: string, remoteId: string, { baseline }: DatasetPlan): Promise<void> {
  const { published, madePublic, resources } = baseline;
  const { resources: savedResources, ...savedDataset } = state.datasetState(key);
  const next = { remoteId, madePublic, published, sent: {} };
  if (hashOf(savedDataset) !== hashOf(next)) await state.saveDataset(key, next);
  for (const [name, resource] of resources) {
    if (hashOf(savedResources.get(name)) !== hashOf(resource)) await state.saveResource(key, name, resource);
  }
  for (const name of savedResources.keys()) if (!resources.has(name)) await state.deleteResource(key, name);
}
