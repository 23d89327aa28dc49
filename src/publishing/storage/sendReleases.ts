import { join } from 'node:path';
import type { OnProgress } from '../files/exportsDirectory.ts';
import { IMMUTABLE, SHORT_LIVED } from '../files/httpHeaders.ts';
import { checksumsIn, LATEST, latestName, readIfThere, releaseNames, SUMS, sha256 } from '../files/releaseFiles.ts';
import { INDEX, indexText, readIndex } from '../files/releaseIndex.ts';
import { byAge, isReleaseName } from '../files/releaseName.ts';
import { type Bucket, concurrently } from './Bucket.ts';
import { readUnsent, writeUnsent } from './unsent.ts';

export interface Sent {
  objects: number;
  removed: number;
  bytes: number;
}

/**
 * Brings a bucket to what the exports directory holds. Objects that the bucket has are not sent again, so that a sending
 * that was interrupted continues. A release has its checksums last, `latest` and the index come after it: they never
 * lead to what is missing. The caller holds the lock of the directory.
 */
export async function sendReleases(directory: string, bucket: Bucket, onProgress: OnProgress): Promise<Sent> {
  const sent: Sent = { objects: 0, removed: 0, bytes: 0 };
  const names = (await releaseNames(directory)).sort(byAge);
  const former = await bucket.textsOf(names.map((name) => `${name}/${SUMS}`));
  for (const [at, name] of names.entries()) {
    onProgress(`sending ${name}`, at, names.length + 1);
    await sendFolder({ directory, name, bucket, sent }, name, IMMUTABLE, former[at] ?? null);
  }
  const latest = await latestName(directory);
  if (latest !== null) {
    onProgress(`sending ${LATEST}`, names.length, names.length + 1);
    // A bucket has no links: the files of `latest` are sent a second time.
    const formerLatest = await bucket.textOf(`${LATEST}/${SUMS}`);
    await sendFolder({ directory, name: latest, bucket, sent }, LATEST, SHORT_LIVED, formerLatest);
  }
  if (names.length > 0) await sendIndex(directory, bucket, sent);
  if (Object.keys(await readUnsent(directory)).length > 0) await writeUnsent(directory, {});
  return sent;
}

/** Deletes the objects of releases that the directory does not hold: they were not sent to their end. */
export async function removeUnlisted(directory: string, bucket: Bucket, sent: Sent): Promise<void> {
  const names = new Set(await releaseNames(directory));
  const unlisted = (await bucket.keys()).filter((key) => {
    const [folder = ''] = key.split('/');
    return isReleaseName(folder) && !names.has(folder);
  });
  for (const key of unlisted) {
    await bucket.remove(key);
    sent.removed++;
  }
}

interface Sending {
  readonly directory: string;
  /** Of the release. */
  readonly name: string;
  readonly bucket: Bucket;
  readonly sent: Sent;
}

/**
 * Brings a folder of the bucket to the files of a release. Its SHA256SUMS is written last: nothing is left to do when it is
 * the same, and files that only the former one lists are removed.
 * @param former the SHA256SUMS that the folder has now.
 */
async function sendFolder(
  { directory, name, bucket, sent }: Sending,
  folder: string,
  cacheControl: string,
  former: string | null,
): Promise<void> {
  const sums = await readIfThere(join(directory, name, SUMS));
  // Not a whole release, or nothing to do.
  if (sums === null || sums === former) return;
  if (former !== null && folder === name) {
    await writeUnsent(directory, { [name]: sha256(former), ...(await readUnsent(directory)) });
  }
  const send = async (path: string, checksum: string) => {
    const stored = { key: `${folder}/${path}`, sha256: checksum, cacheControl };
    sent.bytes += await bucket.put(join(directory, name, path), stored);
    sent.objects++;
  };
  const files = checksumsIn(sums);
  await concurrently(files, async ([path, checksum]) => {
    if ((await bucket.sumOf(`${folder}/${path}`)) !== checksum) await send(path, checksum);
  });
  for (const path of checksumsIn(former ?? '').keys()) {
    if (files.has(path)) continue;
    await bucket.remove(`${folder}/${path}`);
    sent.removed++;
  }
  await send(SUMS, sha256(sums));
}

async function sendIndex(directory: string, bucket: Bucket, sent: Sent): Promise<void> {
  const text = indexText(await readIndex(directory));
  if ((await bucket.textOf(INDEX)) === text) return;
  sent.bytes += await bucket.putText(text, { key: INDEX, sha256: sha256(text), cacheControl: SHORT_LIVED });
  sent.objects++;
}
