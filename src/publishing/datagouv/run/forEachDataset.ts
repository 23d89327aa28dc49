import { isError, RegisterError } from '../../../errors/errors.ts';
import {
  DATAGOUV_KEY_REJECTED,
  DATAGOUV_ORGANIZATION_REJECTED,
  DATAGOUV_REDIRECTED,
  PUBLICATION_HELD,
} from '../../publishingErrors.ts';
import { PlatformError } from '../client/platformError.ts';
import type { RemoteDataset } from '../client/responseSchemas.ts';
import type { DesiredDataset, DesiredRelease } from '../plan/desiredDataset.ts';
import { driftName } from '../plan/drifts.ts';
import type { DesiredDataservice } from '../plan/planDataservice.ts';
import { checkDataset } from './checkDataset.ts';
import { isDatasetError, LocalError } from './datasetErrors.ts';
import { prepareRun, type RunContext, type RunOptions } from './prepareRun.ts';
import { publishDataservice } from './publishDataservice.ts';
import { type DatasetReport, hasSucceeded, NOT_REACHED, outcomeOfRun, type PublicationReport } from './report.ts';
import type { StepRecord } from './runRecord.ts';

export interface DatasetsOptions extends RunOptions {
  onProgress?: (dataset: string, done: number, total: number) => void;
  /** Once aborted, the current step is finished and no other step is started. */
  signal?: AbortSignal;
  /** The API, published after the datasets; default: it is not published. */
  dataservice?: DesiredDataservice | null;
}

/** What a run writes with. A dry run has `apply: null`, and writes nothing. */
interface RunHandler {
  /** The key of the run in the database; null in a dry run. */
  readonly runId: number | null;
  assertCanWrite(): Promise<void>;
  recordStep(step: StepRecord): Promise<void>;
  readonly apply: DatasetHandler | null;
}

type DatasetHandler = (
  run: RunContext,
  desired: DesiredDataset,
  remote: RemoteDataset | null,
) => Promise<DatasetReport>;

/**
 * Checks all datasets of a release. If none holds the release, applies them one after the other; the failure of one dataset does not
 * stop the others.
 */
export async function forEachDataset(
  options: DatasetsOptions,
  release: DesiredRelease,
  handler: RunHandler,
): Promise<PublicationReport> {
  const { platform, onProgress, signal } = options;
  const warnings: string[] = [];
  const warn = (sentence: string) => {
    if (!warnings.includes(sentence)) warnings.push(sentence);
  };
  const datasets: DatasetReport[] = [];
  const { name, version } = release;
  const header = { run: handler.runId, platform: platform.url, platformVersion: null, release: name, version };
  const report = { ...header, datasets, warnings, problem: null };
  try {
    const run = await prepareRun(options, release, { ...handler, warn });
    const checks: CheckedDataset[] = [];
    for (const desired of release.datasets) checks.push(await checkOrFail(run, desired));
    const held = checks.flatMap(({ report: { holds } }) => holds).filter(({ isAccepted }) => !isAccepted);
    for (const name of unknownNames(options.accept ?? [], checks)) {
      run.warn(`--accept ${name}: nothing of this name was changed by hand.`);
    }
    if (handler.apply === null || held.length > 0) {
      const reports = checks.map(({ report: each }) => (handler.apply ? withoutSteps(each) : each));
      datasets.push(...reports);
    } else {
      for (const [at, check] of checks.entries()) {
        onProgress?.(check.desired.key, at, checks.length);
        datasets.push(await applyChecked(run, check, handler.apply));
      }
    }
    if (options.dataservice && held.length === 0) {
      const ids = datasets.flatMap(({ remoteId, outcome }) => (remoteId && outcome !== 'FAILED' ? [remoteId] : []));
      datasets.push(await publishDataservice(run, options.dataservice, ids, handler.apply !== null));
    }
    if (held.length > 0) {
      const problem = PUBLICATION_HELD.sentence({ reasons: [...new Set(held.map(({ reason }) => reason))] });
      return { ...report, platformVersion: run.platformVersion, outcome: 'FAILED', exitCode: 1, problem };
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

interface CheckedDataset {
  readonly desired: DesiredDataset;
  readonly remote: RemoteDataset | null;
  readonly report: DatasetReport;
}

/** The names of `--accept` that are no drift of the checked datasets. */
function unknownNames(accept: readonly string[], checks: readonly CheckedDataset[]): string[] {
  const names = checks.flatMap(({ report: { dataset, drifts } }) => drifts.map(({ what }) => driftName(dataset, what)));
  return accept.filter((name) => name.includes(':') && !names.includes(name));
}

async function checkOrFail(run: RunContext, desired: DesiredDataset): Promise<CheckedDataset> {
  const problem = run.datasetProblem(desired);
  let remote: RemoteDataset | null = null;
  const report = await reportFailure(desired, async () => {
    if (problem) throw new LocalError(problem);
    remote = await run.findRemote(desired);
    return checkDataset(run, desired, remote);
  });
  return { desired, remote, report };
}

async function applyChecked(
  run: RunContext,
  { desired, remote, report }: CheckedDataset,
  apply: DatasetHandler,
): Promise<DatasetReport> {
  if (report.outcome === 'FAILED') return report;
  const applied = await reportFailure(desired, async () => {
    // The datasets before this one may have taken minutes: read it again before writing.
    const current = report.steps.length > 0 && remote ? await run.findRemote(desired) : remote;
    return apply(run, desired, current);
  });
  const { tables, holds, withheld } = report;
  return { ...applied, tables, holds, withheld };
}

async function reportFailure(desired: DesiredDataset, handle: () => Promise<DatasetReport>): Promise<DatasetReport> {
  try {
    return await handle();
  } catch (error) {
    if (!isDatasetError(error)) throw error;
    return { ...NOT_REACHED, dataset: desired.key, outcome: 'FAILED', problem: error.message };
  }
}

/** The report of a dataset of a held release: nothing was written. */
function withoutSteps(report: DatasetReport): DatasetReport {
  const { plan: _, ...others } = report;
  if (report.steps.length === 0) return others;
  const isHeld = report.holds.some(({ isAccepted }) => !isAccepted);
  return { ...others, steps: [], outcome: isHeld ? 'HELD' : 'NOT_REACHED' };
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
