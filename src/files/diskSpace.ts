import { statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Refusal, refusalOf, refuse } from '../errors/errors.ts';
import { sizeInWords } from '../values/sizeInWords.ts';
import { codeOf, problemOf } from './systemError.ts';

/** One segment of the log of PostgreSQL: below that, the next write may find no room. */
const SEGMENT = 16 * 1024 * 1024;

/** What the embedded database, or a release, needs to work without running into the end of the disk again soon. */
const COMFORTABLE = 100_000_000;

/** How much space a directory has; `full` is too little for the embedded database to write. */
export async function spaceOf(directory: string): Promise<{ free: number; level: 'full' | 'little' | 'enough' }> {
  const free = await freeBytes(directory);
  return { free, level: free < SEGMENT ? 'full' : free < COMFORTABLE ? 'little' : 'enough' };
}

/** Whether the disk of a directory is too full for the embedded database to write on. */
export async function isDiskFull(directory: string): Promise<boolean> {
  return (await spaceOf(directory)).level === 'full';
}

/** Whether the system refused to write because the disk, or the share of it that the user has, is full. */
export function isOutOfSpace(error: unknown): boolean {
  return codeOf(error) === 'ENOSPC' || codeOf(error) === 'EDQUOT';
}

/**
 * The error DISK_FULL, which says how much to free.
 * @param size how many bytes are to be written, if that is known.
 */
export async function diskFull(directory: string, problem: string, size = 0): Promise<Refusal> {
  const free = await freeBytes(directory);
  const toFree = Math.max(COMFORTABLE + size - free, SEGMENT);
  return refusalOf('DISK_FULL', { directory, problem, free: sizeInWords(free), toFree: sizeInWords(toFree) });
}

/** Fails with DISK_FULL before something large is written where it can't fit. */
export async function requireSpace(directory: string): Promise<void> {
  if ((await spaceOf(directory)).level !== 'enough') throw await diskFull(directory, 'too little space is left');
}

/**
 * Fails with what the system said of a directory: DISK_FULL, or DIRECTORY_NOT_WRITABLE. Errors that are not of a file
 * system are thrown as they are.
 * @param setting the setting that names the directory.
 */
export async function failDirectory(directory: string, error: unknown, setting: string): Promise<never> {
  const code = codeOf(error);
  if (error instanceof Refusal || code === null || !FILE_SYSTEM.test(code)) throw error;
  if (isOutOfSpace(error)) throw await diskFull(directory, problemOf(error));
  return refuse('DIRECTORY_NOT_WRITABLE', { directory, problem: problemOf(error), setting });
}

/** How much this user may still write on the disk of a directory, in bytes; one that is missing counts as the one above. */
async function freeBytes(directory: string): Promise<number> {
  try {
    const { bavail, bsize } = await statfs(directory);
    return bavail * bsize;
  } catch (error) {
    if (codeOf(error) !== 'ENOENT' || dirname(directory) === directory) throw error;
    return freeBytes(dirname(directory));
  }
}

// A database that fails has SQLSTATEs, or the codes of sockets.
const FILE_SYSTEM =
  /^(ENOSPC|EDQUOT|EROFS|EACCES|EPERM|ENOTDIR|EEXIST|EISDIR|ENOTEMPTY|ENAMETOOLONG|ELOOP|EFBIG|EIO|ENOENT)$/;
