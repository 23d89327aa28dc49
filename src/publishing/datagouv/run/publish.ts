import { fail } from '../../../errors/errors.ts';
import { latestName } from '../../exportsDirectory/releaseFiles.ts';
import {
  PUBLICATION_DATASET_UNKNOWN,
  PUBLICATION_NOTHING_RELEASED,
  PUBLICATION_STOPPED,
  RELEASE_EMPTY,
} from '../../publishingErrors.ts';
import type { RemoteDataset } from '../client/responseSchemas.ts';
import { type DesiredDataset, type DesiredRelease, readDesiredRelease } from '../plan/desiredDataset.ts';
import { planDataset } from '../plan/planDataset.ts';
import { applyDataset } from './applyDataset.ts';
import { type DatasetsOptions, forEachDataset } from './forEachDataset.ts';
import { acquireLease, type Lease } from './lease.ts';
import type { RunContext } from './prepareRun.ts';
import { type DatasetReport, outcomeOfPlan, type PublicationReport, stepReport } from './report.ts';
import { startRun } from './runRecord.ts';

export interface PublishOptions extends DatasetsOptions {
  /** The directory of the releases; the latest is published. */
  directory: string;
  /** A dry run: report the steps of the first plan. Nothing is written, neither on the platform nor in the database. */
  dryRun?: boolean;
  dataset?: string;
  /** Whether the release of an empty register may be published; default: false. */
  allowEmpty?: boolean;
  /** The duration of the lease, in milliseconds. */
  leaseMs?: number;
}

/**
 * Publishes the latest release. It writes the differences between the release and the platform, one resource at a time, and
 * verifies uploaded files. If it is interrupted, the next run continues. Throws PUBLICATION_NOTHING_RELEASED,
 * PUBLICATION_DATASET_UNKNOWN or PUBLICATION_DATASET_INVALID before the run; later problems are in the report.
 */
export async function publish(options: PublishOptions): Promise<PublicationReport> {
  const release = await releaseToPublish(options);
  if (options.dryRun) return reportPlan(options, release);
  const lease = await acquireLease(options.pool, options.leaseMs);
  if (lease === null) return alreadyRunning(options, release);
  try {
    return await runPublication(options, release, lease);
  } finally {
    await lease.release();
  }
}

async function releaseToPublish({ directory, dataset, allowEmpty = false }: PublishOptions): Promise<DesiredRelease> {
  const name = await latestName(directory);
  if (name === null) return fail(PUBLICATION_NOTHING_RELEASED, { directory });
  const release = await readDesiredRelease(directory, name);
  if (release.version === 0 && !allowEmpty) fail(RELEASE_EMPTY, { what: `Release ${name}` });
  if (dataset === undefined) return release;
  const datasets = release.datasets.filter(({ key }) => key === dataset);
  const slugs = release.datasets.map(({ key }) => key).join(', ');
  if (datasets.length === 0) fail(PUBLICATION_DATASET_UNKNOWN, { dataset, known: slugs });
  return { ...release, datasets };
}

async function runPublication(
  options: PublishOptions,
  release: DesiredRelease,
  lease: Lease,
): Promise<PublicationReport> {
  const { name, version } = release;
  const { id, recordStep, finish } = await startRun(options.pool, options.platform.url, name, version);
  const assertCanWrite = async () => {
    if (options.signal?.aborted) fail(PUBLICATION_STOPPED);
    await lease.renew();
  };
  try {
    const handler = { runId: id, assertCanWrite, recordStep, handle: applyDataset };
    const report = await forEachDataset(options, release, handler);
    await finish(report.outcome, report.problem, report);
    return report;
  } catch (error) {
    // An unexpected error: the caller logs it, and the run must not stay RUNNING.
    await finish('FAILED', 'unexpected error: see the log', null).catch(() => undefined);
    throw error;
  }
}

async function reportPlan(options: PublishOptions, release: DesiredRelease): Promise<PublicationReport> {
  const assertCanWrite = async () => {
    throw new Error('a dry run must not write');
  };
  const handler = { runId: null, assertCanWrite, recordStep: assertCanWrite, handle: planWithoutApplying };
  const report = await forEachDataset(options, release, handler);
  return report.problem === null ? { ...report, outcome: 'PLANNED' } : report;
}

async function planWithoutApplying(
  { state, planContext: context }: RunContext,
  desired: DesiredDataset,
  remote: RemoteDataset | null,
): Promise<DatasetReport> {
  const plan = planDataset(desired, remote, state.datasetState(desired.key), { ...context, writtenThisRun: new Set() });
  return {
    dataset: desired.key,
    remoteId: remote?.id ?? null,
    page: remote?.page ?? null,
    outcome: outcomeOfPlan(plan.blocked !== null, plan.steps.length > 0, remote !== null),
    steps: plan.steps.map(stepReport),
    drifts: plan.drifts,
    foreign: plan.unmanaged,
    unverified: [],
    quality: remote?.quality?.score ?? null,
    problem: plan.blocked,
  };
}

function alreadyRunning({ platform }: PublishOptions, { name, version }: DesiredRelease): PublicationReport {
  const report = { run: null, platform: platform.url, platformVersion: null, release: name, version };
  const problem = 'another publication is running';
  return { ...report, outcome: 'ALREADY_RUNNING', exitCode: 0, datasets: [], warnings: [], problem };
}
