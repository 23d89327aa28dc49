import { statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { createError, fail, RegisterError } from '../errors/errors.ts';
import { formatBytes } from '../values/text.ts';
import { DIRECTORY_NOT_WRITABLE, DISK_FULL } from './fileErrors.ts';
import { errorCode, messageWithoutPaths } from './systemError.ts';

/** The size of a WAL segment of PostgreSQL: with less free space, the next write may fail. */
const SEGMENT = 16 * 1024 * 1024;

/** Enough for the embedded database or a release to work for a while. */
const COMFORTABLE = 100_000_000;

/** How much space a directory has; `full` is too little for the embedded database to write. */
export async function diskSpace(directory: string): Promise<{ free: number; level: 'full' | 'little' | 'enough' }> {
  const free = await freeBytes(directory);
  return { free, level: free < SEGMENT ? 'full' : free < COMFORTABLE ? 'little' : 'enough' };
}

/** Whether the disk of a directory is too full for the embedded database to write on. */
export async function isDiskFull(directory: string): Promise<boolean> {
  return (await diskSpace(directory)).level === 'full';
}

/** Whether a write failed because the disk or the quota of the user is full. */
export function isOutOfSpace(error: unknown): boolean {
  return errorCode(error) === 'ENOSPC' || errorCode(error) === 'EDQUOT';
}

/**
 * Makes the error DISK_FULL, which says how much to free.
 * @param size the number of bytes to write, if it is known.
 */
export async function diskFullError(directory: string, problem: string, size = 0): Promise<RegisterError> {
  const free = await freeBytes(directory);
  const toFree = Math.max(COMFORTABLE + size - free, SEGMENT);
  return createError(DISK_FULL, { directory, problem, free: formatBytes(free), toFree: formatBytes(toFree) });
}

/** Fails with DISK_FULL if there is too little space for a large write. */
export async function assertFreeSpace(directory: string): Promise<void> {
  if ((await diskSpace(directory)).level !== 'enough') throw await diskFullError(directory, 'too little space is left');
}

/**
 * Rethrows an error of the file system as DISK_FULL or DIRECTORY_NOT_WRITABLE, and any other error as it is.
 * @param setting the setting that names the directory.
 */
export async function rethrowDirectoryError(directory: string, error: unknown, setting: string): Promise<never> {
  const code = errorCode(error);
  if (error instanceof RegisterError || code === null || !FILE_SYSTEM.test(code)) throw error;
  if (isOutOfSpace(error)) throw await diskFullError(directory, messageWithoutPaths(error));
  return fail(DIRECTORY_NOT_WRITABLE, { directory, problem: messageWithoutPaths(error), setting });
}

/** The free space for this user on the disk of a directory, or of its parent if it is missing, in bytes. */
async function freeBytes(directory: string): Promise<number> {
  try {
    const { bavail, bsize } = await statfs(directory);
    return bavail * bsize;
  } catch (error) {
    if (errorCode(error) !== 'ENOENT' || dirname(directory) === directory) throw error;
    return freeBytes(dirname(directory));
  }
}

// A database that fails has SQLSTATEs, or the codes of sockets.
const FILE_SYSTEM =
  /^(ENOSPC|EDQUOT|EROFS|EACCES|EPERM|ENOTDIR|EEXIST|EISDIR|ENOTEMPTY|ENAMETOOLONG|ELOOP|EFBIG|EIO|ENOENT)$/;
