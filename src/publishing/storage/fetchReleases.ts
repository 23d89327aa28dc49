import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fail } from '../../errors/errors.ts';
import type { OnProgress } from '../files/exportsDirectory.ts';
import { PUBLIC_DIRECTORY, syncDirectory, writeTextFile } from '../files/outputFile.ts';
import {
  checksumsIn,
  ERRATUM,
  LATEST,
  latestName,
  pointLatestTo,
  putInPlace,
  readIfThere,
  releaseAt,
  releaseNames,
  removeTemporaries,
  SUMS,
  sha256,
  temporaryName,
} from '../files/releaseFiles.ts';
import { INDEX, type ListedRelease, readIndex, releasesIn, writeIndex } from '../files/releaseIndex.ts';
import { isReleaseName, modifiedAt, revisionOf } from '../files/releaseName.ts';
import { BUCKET_RELEASE_DAMAGED, RELEASE_INDEX_INVALID } from '../publishingErrors.ts';
import { type Bucket, concurrently } from './Bucket.ts';
import { isNewerLocally, readUnsent, type Unsent } from './unsent.ts';

/**
 * Brings the exports directory to what the index of the bucket lists: every release, `latest` and the index. A release
 * that the directory holds with the same checksums is not downloaded again. One that the bucket has, and the index does
 * not list, was not sent to its end: it does not count. The caller holds the lock of the directory.
 */
export async function fetchReleases(
  directory: string,
  bucket: Bucket,
  publicUrl: string,
  onProgress: OnProgress,
): Promise<void> {
  const text = await bucket.textOf(INDEX);
  // Nothing was ever sent to this bucket.
  if (text === null) return;
  const listed = releasesIn(text, `${INDEX} of the bucket`);
  if (!listed.every(({ name }) => isReleaseName(name))) {
    fail(RELEASE_INDEX_INVALID, { file: `${INDEX} of the bucket`, problem: 'it lists what can be no release' });
  }
  await removeTemporaries(directory);
  const unsent = await readUnsent(directory);
  const sums = await bucket.textsOf(listed.map(({ name }) => `${name}/${SUMS}`));
  for (const [at, release] of listed.entries()) {
    const remote = sums[at];
    // Without checksums, somebody removed it from the bucket by hand.
    if (typeof remote !== 'string' || !(await isStale(directory, release.name, remote, unsent))) continue;
    onProgress(`fetching ${release.name}`, at, listed.length);
    await download(directory, bucket, release, remote);
  }
  await fetchLatest(directory, bucket, listed);
  await writeIndex(directory, publicUrl, [...listed, ...(await readIndex(directory))]);
  await syncDirectory(directory);
}

async function isStale(directory: string, name: string, remote: string, unsent: Unsent): Promise<boolean> {
  const local = await readIfThere(join(directory, name, SUMS));
  if (local === null) return true;
  if (local === remote) return (await releaseAt(directory, name)) === 'damaged';
  return !isNewerLocally(unsent, name, local, remote);
}

/** Downloads a release beside the others, verifies each file, then puts it in place. */
async function download(
  directory: string,
  bucket: Bucket,
  { name, instant }: ListedRelease,
  sums: string,
): Promise<void> {
  const temporary = temporaryName(name);
  const root = join(directory, temporary);
  const checksums = checksumsIn(sums);
  // A release that an erasure rewrote is served as changed now.
  const modified = checksums.has(ERRATUM) ? new Date() : modifiedAt(new Date(instant), revisionOf(name));
  await mkdir(root, { recursive: true, mode: PUBLIC_DIRECTORY });
  await concurrently(checksums, async ([path, sha256]) => {
    if (!RELATIVE_PATH.test(path)) damaged(`${name}/${SUMS}`);
    await mkdir(dirname(join(root, path)), { recursive: true, mode: PUBLIC_DIRECTORY });
    const written = await bucket.download(`${name}/${path}`, join(root, path), modified);
    if (written?.sha256 !== sha256) damaged(`${name}/${path}`);
  });
  await writeTextFile(join(root, SUMS), sums, modified);
  await syncDirectory(root);
  await putInPlace(directory, temporary, name);
}

const RELATIVE_PATH = /^(?:[\w-][\w.-]*\/)*[\w-][\w.-]*$/;

function damaged(key: string): never {
  return fail(BUCKET_RELEASE_DAMAGED, { key });
}

/** The release whose checksums `latest/` has; the newest of the index when `latest/` was not sent to its end. */
async function fetchLatest(directory: string, bucket: Bucket, listed: readonly ListedRelease[]): Promise<void> {
  const names = new Set(await releaseNames(directory));
  const releases = listed.filter(({ name }) => names.has(name));
  const sums = await bucket.textOf(`${LATEST}/${SUMS}`);
  const latest = releases.find((release) => sums !== null && release.sha256 === sha256(sums)) ?? releases[0];
  if (latest && latest.name !== (await latestName(directory))) await pointLatestTo(directory, latest.name);
}
