import { join } from 'node:path';
import { z } from 'zod';
import { readFileIfExists, replaceFile, sha256 } from '../exportsDirectory/releaseFiles.ts';

/**
 * The releases that an erasure rewrote and whose upload has started but not finished: by name, the SHA-256 of the SHA256SUMS
 * that the bucket had before the upload. Such a release is newer in the directory than in the bucket.
 */
export type PendingUploads = Readonly<Record<string, string>>;

/** The file in the exports directory that stores the pending uploads. */
const FILE = '.unsent.json';
const PendingUploadsFile = z.record(z.string(), z.string());

export async function readPendingUploads(directory: string): Promise<PendingUploads> {
  const text = await readFileIfExists(join(directory, FILE));
  return text === null ? {} : PendingUploadsFile.parse(JSON.parse(text));
}

export function writePendingUploads(directory: string, pending: PendingUploads): Promise<void> {
  return replaceFile(directory, FILE, `${JSON.stringify(pending)}\n`);
}

/**
 * Whether a release was rewritten in the directory and is not completely uploaded. The bucket then still has the SHA256SUMS
 * of before the rewrite, or already that of the rewrite.
 * @param local the SHA256SUMS of the directory.
 * @param remote the SHA256SUMS of the bucket.
 */
export function isNewerThanBucket(pending: PendingUploads, name: string, local: string, remote: string): boolean {
  const before = pending[name];
  return before !== undefined && [before, sha256(local)].includes(sha256(remote));
}
