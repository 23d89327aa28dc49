import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fail } from '../../errors/errors.ts';
import type { OnProgress } from '../exportsDirectory/exportsLock.ts';
import { PUBLIC_DIRECTORY, syncDirectory, writeTextFile } from '../exportsDirectory/outputFile.ts';
import {
  CHECKSUMS,
  ERRATUM,
  LATEST,
  latestName,
  parseChecksums,
  pointLatestTo,
  readFileIfExists,
  readRelease,
  releaseNames,
  removeTemporaries,
  renameIntoPlace,
  sha256,
  temporaryName,
} from '../exportsDirectory/releaseFiles.ts';
import { INDEX, type IndexEntry, parseIndex, readIndex, writeIndex } from '../exportsDirectory/releaseIndex.ts';
import { isReleaseName, modifiedAt, revisionOf } from '../exportsDirectory/releaseName.ts';
import { BUCKET_RELEASE_DAMAGED, RELEASE_INDEX_INVALID } from '../publishingErrors.ts';
import { type Bucket, concurrently } from './Bucket.ts';
import { isNewerThanBucket, type PendingUploads, readPendingUploads } from './pendingUploads.ts';

/**
 * Downloads the releases that the index of the bucket lists, and updates `latest` and the index of the directory. A release
 * with the same checksums is not downloaded again. A release that the index does not list is an incomplete upload and is
 * ignored. The caller holds the lock of the directory.
 */
export async function downloadReleases(
  directory: string,
  bucket: Bucket,
  publicUrl: string,
  onProgress: OnProgress,
): Promise<void> {
  const text = await bucket.textOf(INDEX);
  // The bucket is empty.
  if (text === null) return;
  const listed = parseIndex(text, `${INDEX} of the bucket`);
  if (!listed.every(({ name }) => isReleaseName(name))) {
    fail(RELEASE_INDEX_INVALID, {
      file: `${INDEX} of the bucket`,
      problem: 'it lists a name that is not the name of a release',
    });
  }
  await removeTemporaries(directory);
  const pendingUploads = await readPendingUploads(directory);
  const checksums = await bucket.textsOf(listed.map(({ name }) => `${name}/${CHECKSUMS}`));
  for (const [at, release] of listed.entries()) {
    const remote = checksums[at];
    // Without its SHA256SUMS, the release was removed from the bucket by hand.
    if (typeof remote !== 'string' || !(await needsDownload(directory, release.name, remote, pendingUploads))) continue;
    onProgress(`downloading ${release.name}`, at, listed.length);
    await downloadRelease(directory, bucket, release, remote);
  }
  await updateLatest(directory, bucket, listed);
  await writeIndex(directory, publicUrl, [...listed, ...(await readIndex(directory))]);
  await syncDirectory(directory);
}

async function needsDownload(
  directory: string,
  name: string,
  remote: string,
  pending: PendingUploads,
): Promise<boolean> {
  const local = await readFileIfExists(join(directory, name, CHECKSUMS));
  if (local === null) return true;
  if (local === remote) return (await readRelease(directory, name)) === 'damaged';
  return !isNewerThanBucket(pending, name, local, remote);
}

/** Downloads a release to a temporary directory, verifies each file, then renames the directory. */
async function downloadRelease(
  directory: string,
  bucket: Bucket,
  { name, instant }: IndexEntry,
  checksumsFile: string,
): Promise<void> {
  const temporary = temporaryName(name);
  const root = join(directory, temporary);
  const checksums = parseChecksums(checksumsFile);
  // A release with an ERRATUM was rewritten by an erasure: its files must get a new modification time.
  const modified = checksums.has(ERRATUM) ? new Date() : modifiedAt(new Date(instant), revisionOf(name));
  await mkdir(root, { recursive: true, mode: PUBLIC_DIRECTORY });
  await concurrently(checksums, async ([path, sha256]) => {
    if (!RELATIVE_PATH.test(path)) failDamaged(`${name}/${CHECKSUMS}`);
    await mkdir(dirname(join(root, path)), { recursive: true, mode: PUBLIC_DIRECTORY });
    const digest = await bucket.download(`${name}/${path}`, join(root, path), modified);
    if (digest?.sha256 !== sha256) failDamaged(`${name}/${path}`);
  });
  await writeTextFile(join(root, CHECKSUMS), checksumsFile, modified);
  await syncDirectory(root);
  await renameIntoPlace(directory, temporary, name);
}

const RELATIVE_PATH = /^(?:[\w-][\w.-]*\/)*[\w-][\w.-]*$/;

function failDamaged(key: string): never {
  return fail(BUCKET_RELEASE_DAMAGED, { key });
}

/** Points `latest` to the release of which `latest/` in the bucket is a copy, or to the newest release if that copy is incomplete. */
async function updateLatest(directory: string, bucket: Bucket, listed: readonly IndexEntry[]): Promise<void> {
  const names = new Set(await releaseNames(directory));
  const releases = listed.filter(({ name }) => names.has(name));
  const remote = await bucket.textOf(`${LATEST}/${CHECKSUMS}`);
  const latest = releases.find((release) => remote !== null && release.sha256 === sha256(remote)) ?? releases[0];
  if (latest && latest.name !== (await latestName(directory))) await pointLatestTo(directory, latest.name);
}
