import { isError, RegisterError } from '../../../errors/errors.ts';
import { DATAGOUV_KEY_REJECTED, DATAGOUV_ORGANIZATION_REJECTED, DATAGOUV_REDIRECTED } from '../../publishingErrors.ts';
import { PlatformError } from '../client/platformError.ts';
import type { RemoteDataset } from '../client/responseSchemas.ts';
import type { DesiredDataset, DesiredRelease } from '../plan/desiredDataset.ts';
import { isDatasetError, LocalError } from './executeStep.ts';
import { prepareRun, type RunContext, type RunOptions } from './prepareRun.ts';
import { type DatasetReport, hasSucceeded, NOT_REACHED, outcomeOfRun, type PublicationReport } from './report.ts';
import type { StepRecord } from './runRecord.ts';

export interface DatasetsOptions extends RunOptions {
  onProgress?: (dataset: string, done: number, total: number) => void;
  /** Once aborted, the current step is finished and no other step is started. */
  signal?: AbortSignal;
}

/** The handler of each dataset: `applyDataset`, or `planWithoutApplying` for `--dry-run`. */
interface DatasetHandler {
  /** The key of the run in the database; null in a dry run. */
  readonly runId: number | null;
  assertCanWrite(): Promise<void>;
  recordStep(step: StepRecord): Promise<void>;
  handle(run: RunContext, desired: DesiredDataset, remote: RemoteDataset | null): Promise<DatasetReport>;
}

/** Calls the handler for each dataset of a release, one after the other. The failure of one dataset does not stop the others. */
export async function forEachDataset(
  options: DatasetsOptions,
  release: DesiredRelease,
  handler: DatasetHandler,
): Promise<PublicationReport> {
  const { platform, onProgress, signal } = options;
  const warnings: string[] = [];
  const datasets: DatasetReport[] = [];
  const { name, version } = release;
  const header = { run: handler.runId, platform: platform.url, platformVersion: null, release: name, version };
  const report = { ...header, datasets, warnings, problem: null };
  try {
    const run = await prepareRun(options, release, { ...handler, warn: (sentence) => warnings.push(sentence) });
    for (const [at, desired] of release.datasets.entries()) {
      onProgress?.(desired.key, at, release.datasets.length);
      datasets.push(await handleDataset(run, desired, handler));
    }
    const exitCode = datasets.every(hasSucceeded) ? 0 : 1;
    return { ...report, platformVersion: run.platformVersion, outcome: outcomeOfRun(datasets), exitCode };
  } catch (error) {
    // An error that is not reported is a defect of the program: rethrow it.
    const reason = stopReason(error, platform.url);
    if (reason === null) throw error;
    const reached = new Set(datasets.map(({ dataset }) => dataset));
    const others = release.datasets.filter(({ key }) => !reached.has(key));
    datasets.push(...others.map(({ key }) => ({ ...NOT_REACHED, dataset: key })));
    return { ...report, outcome: signal?.aborted ? 'INTERRUPTED' : 'FAILED', ...reason };
  }
}

async function handleDataset(
  run: RunContext,
  desired: DesiredDataset,
  { handle }: DatasetHandler,
): Promise<DatasetReport> {
  const problem = run.datasetProblem(desired);
  try {
    if (problem) throw new LocalError(problem);
    return await handle(run, desired, await run.findRemote(desired));
  } catch (error) {
    if (!isDatasetError(error)) throw error;
    return { ...NOT_REACHED, dataset: desired.key, outcome: 'FAILED', problem: error.message };
  }
}

/** The problem that stopped the run, and its exit code: 2 for unusable settings. Null for an unexpected error. */
function stopReason(error: unknown, url: string): { problem: string; exitCode: 1 | 2 } | null {
  if (error instanceof PlatformError && error.kind === 'key') {
    return { problem: DATAGOUV_KEY_REJECTED.sentence({ url, problem: error.message }), exitCode: 2 };
  }
  if (error instanceof PlatformError) return { problem: error.message, exitCode: 1 };
  if (!(error instanceof RegisterError)) return null;
  return { problem: error.message, exitCode: isError(error, ...UNUSABLE_SETTINGS) ? 2 : 1 };
}

const UNUSABLE_SETTINGS = [DATAGOUV_KEY_REJECTED, DATAGOUV_ORGANIZATION_REJECTED, DATAGOUV_REDIRECTED];
