import { join } from 'node:path';
import type { OnProgress } from '../exportsDirectory/exportsLock.ts';
import { IMMUTABLE, SHORT_LIVED } from '../exportsDirectory/httpHeaders.ts';
import {
  CHECKSUMS,
  LATEST,
  latestName,
  parseChecksums,
  readFileIfExists,
  releaseNames,
  sha256,
} from '../exportsDirectory/releaseFiles.ts';
import { INDEX, indexJson, readIndex } from '../exportsDirectory/releaseIndex.ts';
import { byAge, isReleaseName } from '../exportsDirectory/releaseName.ts';
import { type Bucket, concurrently } from './Bucket.ts';
import { readPendingUploads, writePendingUploads } from './pendingUploads.ts';

export interface UploadReport {
  /** The number of uploaded objects. */
  objects: number;
  /** The number of deleted objects. */
  removed: number;
  /** The size of the uploaded objects. */
  bytes: number;
}

/**
 * Uploads the releases of the exports directory. Objects that the bucket already has are not sent again, so an interrupted
 * upload continues. SHA256SUMS is the last object of a release, and `latest` and the index follow, so that they never refer
 * to a missing file. The caller holds the lock of the directory.
 */
export async function uploadReleases(directory: string, bucket: Bucket, onProgress: OnProgress): Promise<UploadReport> {
  const sent: UploadReport = { objects: 0, removed: 0, bytes: 0 };
  const names = (await releaseNames(directory)).sort(byAge);
  const remoteChecksums = await bucket.textsOf(names.map((name) => `${name}/${CHECKSUMS}`));
  for (const [at, name] of names.entries()) {
    onProgress(`uploading ${name}`, at, names.length + 1);
    await uploadFolder({ directory, name, bucket, sent }, name, IMMUTABLE, remoteChecksums[at] ?? null);
  }
  const latest = await latestName(directory);
  if (latest !== null) {
    onProgress(`uploading ${LATEST}`, names.length, names.length + 1);
    // A bucket has no symbolic links: the files of `latest` are uploaded a second time.
    const remoteLatest = await bucket.textOf(`${LATEST}/${CHECKSUMS}`);
    await uploadFolder({ directory, name: latest, bucket, sent }, LATEST, SHORT_LIVED, remoteLatest);
  }
  if (names.length > 0) await uploadIndex(directory, bucket, sent);
  if (Object.keys(await readPendingUploads(directory)).length > 0) await writePendingUploads(directory, {});
  return sent;
}

/**
 * Deletes the objects of releases that the directory does not have. The directory has every release of the index, so these
 * objects are the rest of uploads that were not completed.
 */
export async function removeIncompleteUploads(directory: string, bucket: Bucket, sent: UploadReport): Promise<void> {
  const names = new Set(await releaseNames(directory));
  const incomplete = (await bucket.keys()).filter((key) => {
    const [folder = ''] = key.split('/');
    return isReleaseName(folder) && !names.has(folder);
  });
  for (const key of incomplete) {
    await bucket.remove(key);
    sent.removed++;
  }
}

interface FolderUpload {
  readonly directory: string;
  /** The name of the release. */
  readonly name: string;
  readonly bucket: Bucket;
  readonly sent: UploadReport;
}

/**
 * Uploads the files of a release to a folder of the bucket, and deletes the files that only the previous SHA256SUMS of the
 * folder lists. SHA256SUMS is uploaded last: if it is equal, the folder is complete.
 * @param previousChecksums the current SHA256SUMS of the folder; null without one.
 */
async function uploadFolder(
  { directory, name, bucket, sent }: FolderUpload,
  folder: string,
  cacheControl: string,
  previousChecksums: string | null,
): Promise<void> {
  const checksumsText = await readFileIfExists(join(directory, name, CHECKSUMS));
  // The release is incomplete, or the folder is already complete.
  if (checksumsText === null || checksumsText === previousChecksums) return;
  if (previousChecksums !== null && folder === name) {
    await writePendingUploads(directory, {
      [name]: sha256(previousChecksums),
      ...(await readPendingUploads(directory)),
    });
  }
  const send = async (path: string, checksum: string) => {
    const stored = { key: `${folder}/${path}`, sha256: checksum, cacheControl };
    sent.bytes += await bucket.put(join(directory, name, path), stored);
    sent.objects++;
  };
  const files = parseChecksums(checksumsText);
  await concurrently(files, async ([path, checksum]) => {
    if ((await bucket.checksumOf(`${folder}/${path}`)) !== checksum) await send(path, checksum);
  });
  for (const path of parseChecksums(previousChecksums ?? '').keys()) {
    if (files.has(path)) continue;
    await bucket.remove(`${folder}/${path}`);
    sent.removed++;
  }
  await send(CHECKSUMS, sha256(checksumsText));
}

async function uploadIndex(directory: string, bucket: Bucket, sent: UploadReport): Promise<void> {
  const text = indexJson(await readIndex(directory));
  if ((await bucket.textOf(INDEX)) === text) return;
  sent.bytes += await bucket.putText(text, { key: INDEX, sha256: sha256(text), cacheControl: SHORT_LIVED });
  sent.objects++;
}
