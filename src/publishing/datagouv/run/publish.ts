import { fail } from '../../../errors/errors.ts';
import { latestName, releaseNames } from '../../exportsDirectory/releaseFiles.ts';
import { byAge } from '../../exportsDirectory/releaseName.ts';
import {
  PUBLICATION_DATASET_UNKNOWN,
  PUBLICATION_NOTHING_RELEASED,
  PUBLICATION_RELEASE_UNKNOWN,
  PUBLICATION_STOPPED,
  RELEASE_EMPTY,
} from '../../publishingErrors.ts';
import { type DesiredRelease, readDesiredRelease } from '../plan/desiredDataset.ts';
import { OVERWRITE_WORDS } from '../plan/drifts.ts';
import { HoldReason } from '../plan/holds.ts';
import { DATASERVICE_KEY } from '../plan/planDataservice.ts';
import { applyDataset } from './applyDataset.ts';
import { type DatasetsOptions, forEachDataset } from './forEachDataset.ts';
import { acquireLease, type Lease } from './lease.ts';
import type { PublicationReport } from './report.ts';
import { startRun } from './runRecord.ts';

export interface PublishOptions extends DatasetsOptions {
  /** The directory of the releases. */
  directory: string;
  /** The name of the release to publish; default: the latest. */
  release?: string;
  /** A dry run: report the steps of the first plan. Nothing is written, neither on the platform nor in the database. */
  dryRun?: boolean;
  /** The public URL of the server, for schemas and linked files; default: a local one, which is not published. */
  publicUrl?: string;
  dataset?: string;
  /** The duration of the lease, in milliseconds. */
  leaseMs?: number;
}

/**
 * Publishes a release. It writes the differences between the release and the platform, one resource at a time, and
 * verifies uploaded files. If it is interrupted, the next run continues. Throws PUBLICATION_NOTHING_RELEASED,
 * PUBLICATION_DATASET_UNKNOWN or PUBLICATION_DATASET_INVALID before the run; later problems are in the report.
 */
export async function publish(given: PublishOptions): Promise<PublicationReport> {
  // Who names an older release wants it.
  const options = given.release === undefined ? given : { ...given, accept: [...(given.accept ?? []), 'older'] };
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

async function releaseToPublish(options: PublishOptions): Promise<DesiredRelease> {
  const { directory, publicUrl, dataset, accept = [], overwrite = [], adopt = {} } = options;
  const name = options.release ?? (await latestName(directory));
  if (name === null) return fail(PUBLICATION_NOTHING_RELEASED, { directory });
  const names = await releaseNames(directory);
  if (!names.includes(name)) fail(PUBLICATION_RELEASE_UNKNOWN, { release: name, known: names.sort(byAge).slice(-5) });
  const release = await readDesiredRelease(directory, name, publicUrl);
  if (release.version === 0 && !accept.includes('empty'))
    fail(RELEASE_EMPTY, { what: `Release ${name}`, option: '--accept empty' });
  const known = [...release.datasets.map(({ key }) => key), ...(options.dataservice ? [DATASERVICE_KEY] : [])];
  const named = [...accept, ...overwrite.filter((word) => !(word in OVERWRITE_WORDS))].flatMap((word) =>
    HoldReason.safeParse(word).success ? [] : (word.split(':')[0] ?? []),
  );
  named.push(...Object.keys(adopt));
  for (const each of dataset === undefined ? named : [dataset, ...named])
    if (!known.includes(each)) fail(PUBLICATION_DATASET_UNKNOWN, { dataset: each, known: known.join(', ') });
  const datasets = release.datasets.filter(({ key }) => dataset === undefined || key === dataset);
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
    const handler = { runId: id, assertCanWrite, recordStep, apply: applyDataset };
    const report = await forEachDataset(withDataservice(options), release, handler);
    await finish(report.outcome, report.problem, report);
    return report;
  } catch (error) {
    // An unexpected error: the caller logs it, and the run must not stay RUNNING.
    await finish('FAILED', 'unexpected error: see the log', null).catch(() => undefined);
    throw error;
  }
}

/** With `--dataset`, the API is published only if it is named. */
function withDataservice(options: PublishOptions): PublishOptions {
  const isWanted = options.dataset === undefined || options.dataset === DATASERVICE_KEY;
  return isWanted ? options : { ...options, dataservice: null };
}

async function reportPlan(options: PublishOptions, release: DesiredRelease): Promise<PublicationReport> {
  const assertCanWrite = async () => {
    throw new Error('a dry run must not write');
  };
  const handler = { runId: null, assertCanWrite, recordStep: assertCanWrite, apply: null };
  const report = await forEachDataset(withDataservice(options), release, handler);
  const isComplete = report.datasets.every(({ outcome }) => outcome !== 'NOT_REACHED');
  return isComplete ? { ...report, outcome: 'PLANNED' } : report;
}

function alreadyRunning({ platform }: PublishOptions, { name, version }: DesiredRelease): PublicationReport {
  const report = { run: null, platform: platform.url, platformVersion: null, release: name, version };
  const problem = 'another publication is running';
  return { ...report, outcome: 'ALREADY_RUNNING', exitCode: 0, datasets: [], warnings: [], problem };
}
