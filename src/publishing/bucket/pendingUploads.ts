import { join } from 'node:path';
import { z } from 'zod';
import { readFileIfExists, replaceFile, sha256 } from '../exportsDirectory/releaseFiles.ts';

/**
 * The releases that an erasure rewrote and whose upload has started but not finished: by name, the SHA-256 of the SHA256SUMS
 * that the bucket had before the upload. Such a release is newer in the directory than in the bucket.
 */
export type PendingUploads = Readonly<Record<string, string>>;

const FILE = '.unsent.json';
const PendingUploadsFile = z.record(z.string(), z.string());

export async function readPendingUploads(directory: string): Promise<PendingUploads> {
  const text = await readFileIfExists(join(directory, FILE));
  return text === null ? {} : PendingUploadsFile.parse(JSON.parse(text));
}

export function writePendingUploads(directory: string, unsent: PendingUploads): Promise<void> {
  return replaceFile(directory, FILE, `${JSON.stringify(unsent)}\n`);
}

/** Whether the bucket has the release as it was before the rewrite, or as it is after the rewrite. */
export function isNewerThanBucket(unsent: PendingUploads, name: string, local: string, remote: string): boolean {
  const before = unsent[name];
  return before !== undefined && [before, sha256(local)].includes(sha256(remote));
}
