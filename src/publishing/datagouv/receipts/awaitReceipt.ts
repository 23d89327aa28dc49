import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { Pool } from 'pg';
import { z } from 'zod';
import { fail } from '../../../errors/errors.ts';
import { MANIFEST, statIfExists } from '../../exportsDirectory/releaseFiles.ts';
import { RECEIPT_WITHOUT_PUBLICATION, RECEIPT_WITHOUT_RELEASE } from '../../publishingErrors.ts';
import { createClient } from '../client/client.ts';
import { RETRY_POLICY, type RetryPolicy } from '../client/retryPolicy.ts';
import type { Fetch, Platform } from '../client/transport.ts';
import { SyncState } from '../run/syncState.ts';
import { type MeantDataset, readMeant } from './readMeant.ts';
import { type ReceiptSources, readDatasetReceipt } from './readReceipt.ts';
import { type DatasetReceipt, type Receipt, worstOutcome } from './receipt.ts';

export interface ReceiptOptions {
  readonly pool: Pool;
  readonly platform: Platform;
  readonly tabularUrl: string;
  /** The directory of the releases. */
  readonly directory: string;
  /** How long to wait for the analysis of all files, in milliseconds. 0: read the results once. */
  readonly waitMs: number;
  readonly onProgress?: (label: string, done: number, total: number) => void;
  /** Once aborted, the platform is not read again. */
  readonly signal?: AbortSignal;
  readonly fetch?: Fetch;
  readonly retryPolicy?: Partial<RetryPolicy>;
  /** Waits between two reads; returns early once the signal is aborted. */
  readonly sleep?: (ms: number, signal?: AbortSignal) => Promise<void>;
}

/**
 * Reads how the platform analysed the files of the latest publication, until each file is known or the limit is reached, and stores the
 * receipt with the publication. A file that is still unknown then stays unknown. Throws RECEIPT_WITHOUT_PUBLICATION,
 * RECEIPT_WITHOUT_RELEASE, a PlatformError if the platform can't be read, or the reason of the aborted signal.
 */
export async function awaitReceipt(options: ReceiptOptions): Promise<Receipt> {
  const { pool, platform, directory, waitMs, signal, onProgress, sleep = sleepUnlessAborted } = options;
  const publication = await latestPublication(pool, platform.url, directory);
  const meant = await readMeant(directory, publication.release, publication.datasets);
  const sources = await openSources(options);
  let datasets: DatasetReceipt[] = [];
  for (let waited = 0, delay = FIRST_DELAY_MS; ; waited += delay, delay = Math.min(delay * 2, LONGEST_DELAY_MS)) {
    signal?.throwIfAborted();
    datasets = await readAll(sources, meant, datasets, onProgress);
    const isKnown = datasets.every(({ files }) => files.every(({ outcome }) => outcome !== 'UNKNOWN'));
    if (isKnown || waited + delay > waitMs) break;
    await sleep(delay, signal);
  }
  const receipt: Receipt = {
    publication: publication.id,
    platform: platform.url,
    release: publication.release,
    outcome: worstOutcome(datasets.map(({ outcome }) => outcome)),
    readAt: new Date().toISOString(),
    datasets,
  };
  await pool.query('UPDATE publication SET receipt = $2 WHERE id = $1', [receipt.publication, JSON.stringify(receipt)]);
  return receipt;
}

const FIRST_DELAY_MS = 5_000;
const LONGEST_DELAY_MS = 60_000;

async function sleepUnlessAborted(ms: number, signal?: AbortSignal): Promise<void> {
  // The rejection of an aborted signal only ends the wait: the caller reads the signal.
  await setTimeout(ms, undefined, { signal }).catch(() => undefined);
}

async function readAll(
  sources: ReceiptSources,
  meant: readonly MeantDataset[],
  previous: readonly DatasetReceipt[],
  onProgress: ReceiptOptions['onProgress'],
): Promise<DatasetReceipt[]> {
  const total = meant.reduce((count, { files }) => count + files.length, 0);
  const datasets: DatasetReceipt[] = [];
  for (const dataset of meant) {
    const known = previous.find((each) => each.dataset === dataset.desired.key) ?? null;
    datasets.push(await readDatasetReceipt(sources, dataset, known));
    const files = [...datasets, ...previous.slice(datasets.length)].flatMap((each) => each.files);
    onProgress?.('files analysed', files.filter(({ outcome }) => outcome !== 'UNKNOWN').length, total);
  }
  return datasets;
}

async function openSources({
  pool,
  platform,
  tabularUrl,
  fetch,
  retryPolicy,
}: ReceiptOptions): Promise<ReceiptSources> {
  const assertCanWrite = async () => {
    throw new Error('a receipt must not write to the platform');
  };
  const client = createClient({ platform, retryPolicy: { ...RETRY_POLICY, ...retryPolicy }, fetch, assertCanWrite });
  const tabularApi = { url: tabularUrl, fetch: fetch ?? globalThis.fetch, timeoutMs: client.retryPolicy.timeoutMs };
  return { client, tabularApi, state: await SyncState.read(pool, platform.url) };
}

/** The part of the stored report of a publication that a receipt needs. */
const PublishedDatasets = z.object({ datasets: z.array(z.object({ dataset: z.string(), outcome: z.string() })) });
const PUBLISHED: readonly string[] = ['CREATED', 'UPDATED', 'UNCHANGED'];

/** The latest publication that ended, with the datasets that it published. */
async function latestPublication(pool: Pool, platform: string, directory: string) {
  const { rows } = await pool.query<{ id: number; release: string; report: unknown }>(
    `SELECT id, release_name AS release, report FROM publication
     WHERE platform = $1 AND outcome IN ('PUBLISHED', 'UNCHANGED', 'PARTIAL') AND report IS NOT NULL
     ORDER BY started_at DESC, id DESC LIMIT 1`,
    [platform],
  );
  const [row] = rows;
  if (!row) return fail(RECEIPT_WITHOUT_PUBLICATION, { url: platform });
  const { datasets } = PublishedDatasets.parse(row.report);
  if ((await statIfExists(join(directory, row.release, MANIFEST))) === null) {
    fail(RECEIPT_WITHOUT_RELEASE, { release: row.release, directory });
  }
  return {
    id: row.id,
    release: row.release,
    datasets: datasets.filter(({ outcome }) => PUBLISHED.includes(outcome)).map(({ dataset }) => dataset),
  };
}
