import { join } from 'node:path';
import { z } from 'zod';
import { readFileIfExists, replaceFile, sha256 } from '../exportsDirectory/releaseFiles.ts';

/**
 * The releases that an erasure rewrote here and whose sending began: by name, the checksum of the SHA256SUMS that the
 * bucket had before. While its sending is not finished, such a release is newer here than in the bucket.
 */
export type PendingUploads = Readonly<Record<string, string>>;

const FILE = '.unsent.json';
const Unsent = z.record(z.string(), z.string());

export async function readPendingUploads(directory: string): Promise<PendingUploads> {
  const text = await readFileIfExists(join(directory, FILE));
  return text === null ? {} : Unsent.parse(JSON.parse(text));
}

export function writePendingUploads(directory: string, unsent: PendingUploads): Promise<void> {
  return replaceFile(directory, FILE, `${JSON.stringify(unsent)}\n`);
}

/** Whether the bucket has this release as it was before our rewriting, or the rewriting itself. */
export function isNewerThanBucket(unsent: PendingUploads, name: string, local: string, remote: string): boolean {
  const before = unsent[name];
  return before !== undefined && [before, sha256(local)].includes(sha256(remote));
}
