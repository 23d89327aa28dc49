import { setTimeout } from 'node:timers/promises';
import type { Pool, PoolClient } from 'pg';
import { checkOutClient } from '../../database/checkedOutClient.ts';
import { EmbeddedClient } from '../../database/embedded/embeddedDatabase.ts';
import { fail } from '../../errors/errors.ts';
import { type OnProgress, withExportsLock } from '../exportsDirectory/exportsLock.ts';
import { BUCKET_BUSY } from '../publishingErrors.ts';
import type { Bucket } from './Bucket.ts';
import { downloadReleases } from './downloadReleases.ts';
import { removeIncompleteUploads, type UploadReport, uploadReleases } from './uploadReleases.ts';

/** The storage of releases: a bucket, with the directory as its local copy; or the directory only. */
interface ReleaseStore {
  readonly bucket: Bucket | null;
  readonly directory: string;
  readonly publicUrl: string;
  /** The database of the register. An advisory lock in it prevents two processes from writing to the bucket at once. */
  readonly pool: Pool;
  readonly onProgress?: OnProgress;
}

/**
 * Downloads the releases of the bucket that the directory lacks, then runs `work`. Throws BUCKET_UNREACHABLE, BUCKET_REJECTED,
 * BUCKET_BUSY or BUCKET_RELEASE_DAMAGED before `work` if the download fails.
 */
export function withDownloadedReleases<R>(store: ReleaseStore, work: () => Promise<R>): Promise<R> {
  const { bucket, directory, publicUrl, onProgress = ignore } = store;
  if (bucket === null) return work();
  return withBucketLock(store.pool, async () => {
    await withExportsLock(directory, () => downloadReleases(directory, bucket, publicUrl, onProgress));
    return work();
  });
}

/**
 * As {@link withDownloadedReleases}, then uploads the releases that `work` created or rewrote.
 * @param removesIncompleteUploads whether to delete the objects of incomplete uploads from the bucket.
 */
export function withUploadedReleases<R>(
  store: ReleaseStore,
  work: () => Promise<R>,
  removesIncompleteUploads = false,
): Promise<{ result: R; sent: UploadReport | null }> {
  const { bucket, directory, onProgress = ignore } = store;
  return withDownloadedReleases(store, async () => {
    const result = await work();
    if (bucket === null) return { result, sent: null };
    const sent = await withExportsLock(directory, async () => {
      const report = await uploadReleases(directory, bucket, onProgress);
      if (removesIncompleteUploads) await removeIncompleteUploads(directory, bucket, report);
      return report;
    });
    return { result, sent };
  });
}

const ignore = () => undefined;

/** Runs `work` under an advisory lock of PostgreSQL: one process at a time, on all machines. PGlite has a single process. */
async function withBucketLock<R>(pool: Pool, work: () => Promise<R>): Promise<R> {
  const { client, release } = await checkOutClient(pool);
  if (client instanceof EmbeddedClient) {
    release();
    return work();
  }
  let unlockError: Error | undefined;
  try {
    await acquireBucketLock(client);
    return await work();
  } finally {
    // A connection that can't unlock is closed, which also releases the lock.
    await client.query(`SELECT pg_advisory_unlock(${LOCK})`).catch((error: Error) => {
      unlockError = error;
    });
    release(unlockError);
  }
}

const LOCK = "hashtext('registre releases')";
const MAX_WAIT_MS = 10 * 60_000;
const RETRY_EVERY_MS = 200;

async function acquireBucketLock(client: PoolClient): Promise<void> {
  const deadline = Date.now() + MAX_WAIT_MS;
  for (;;) {
    const { rows } = await client.query<{ taken: boolean }>(`SELECT pg_try_advisory_lock(${LOCK}) AS taken`);
    if (rows[0]?.taken) return;
    if (Date.now() > deadline) fail(BUCKET_BUSY);
    await setTimeout(RETRY_EVERY_MS);
  }
}
