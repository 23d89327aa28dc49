import { join } from 'node:path';
import { z } from 'zod';
import { readIfThere, replaceFile, sha256 } from '../files/releaseFiles.ts';

/**
 * The releases that an erasure rewrote here and whose sending began: by name, the checksum of the SHA256SUMS that the
 * bucket had before. While its sending is not finished, such a release is newer here than in the bucket.
 */
export type Unsent = Readonly<Record<string, string>>;

const FILE = '.unsent.json';
const Unsent = z.record(z.string(), z.string());

export async function readUnsent(directory: string): Promise<Unsent> {
  const text = await readIfThere(join(directory, FILE));
  return text === null ? {} : Unsent.parse(JSON.parse(text));
}

export function writeUnsent(directory: string, unsent: Unsent): Promise<void> {
  return replaceFile(directory, FILE, `${JSON.stringify(unsent)}\n`);
}

/** Whether the bucket has this release as it was before our rewriting, or the rewriting itself. */
export function isNewerLocally(unsent: Unsent, name: string, local: string, remote: string): boolean {
  const before = unsent[name];
  return before !== undefined && [before, sha256(local)].includes(sha256(remote));
}
