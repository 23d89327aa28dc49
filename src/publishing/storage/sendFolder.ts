import { createHash } from 'node:crypto';
import { SUMS } from '../files/releases.ts';
import type { Bucket, StoredFile } from './Bucket.ts';

/** What sending the exports to a bucket did. */
export interface Sent {
  /** Objects that were written, and those that went. */
  objects: number;
  removed: number;
  /** Bytes that were sent. */
  bytes: number;
  /** Releases that the bucket has and the directory does not: nobody looked into them. */
  readonly elsewhere: readonly string[];
}

export interface Folder {
  readonly folder: string;
  readonly cacheControl: string;
  /** The text of its SHA256SUMS: every file that it is to have. Null when it is no whole release. */
  readonly sums: string | null;
}

/**
 * Brings a folder of the bucket to what its sums tell. Those in the bucket come last, and so tell what was done: nothing
 * is left to do when they are the same, and what they list that is no longer to be there goes.
 * @param send stores the file of this path as an object, and returns how many bytes it sent.
 */
export async function sendFolder(
  bucket: Bucket,
  { folder, cacheControl, sums }: Folder,
  sent: Sent,
  send: (path: string, stored: StoredFile) => Promise<number>,
): Promise<void> {
  const key = `${folder}/${SUMS}`;
  const told = sums === null ? null : createHash('sha256').update(sums).digest('hex');
  if (sums === null || told === null || (await bucket.sumOf(key)) === told) return;
  const files = filesIn(sums);
  await eachOf(files, async ([path, sha256]) => {
    const stored = { key: `${folder}/${path}`, sha256, cacheControl };
    if ((await bucket.sumOf(stored.key)) === sha256) return;
    sent.bytes += await send(path, stored);
    sent.objects++;
  });
  for (const path of filesIn((await bucket.textOf(key)) ?? '').keys()) {
    if (files.has(path)) continue;
    await bucket.remove(`${folder}/${path}`);
    sent.removed++;
  }
  sent.bytes += await send(SUMS, { key, sha256: told, cacheControl });
  sent.objects++;
}

/** The sums of files by their paths. */
function filesIn(sums: string): Map<string, string> {
  const lines = sums.split('\n').filter((line) => line !== '');
  return new Map(lines.map((line) => [line.slice(66), line.slice(0, 64)]));
}

/** A few at a time: most files are small, and what takes long is the way there and back. */
async function eachOf<T>(items: Iterable<T>, work: (item: T) => Promise<void>): Promise<void> {
  const left = [...items];
  const worker = async () => {
    for (let item = left.shift(); item !== undefined; item = left.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

const AT_ONCE = 4;
