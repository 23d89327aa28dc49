import { statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { createError, fail, RegisterError } from '../errors/errors.ts';
import { formatBytes } from '../values/text.ts';
import { DIRECTORY_NOT_WRITABLE, DISK_FULL } from './fileErrors.ts';
import { errorCode, messageWithoutPaths } from './systemError.ts';

/** The size of a WAL segment of PostgreSQL in bytes: with less free space, the next write may fail. */
const SEGMENT = 16 * 1024 * 1024;

/** The free space in bytes that a large write, such as a new database or a release, needs. */
const SUFFICIENT = 100_000_000;

/** The free space of a directory in bytes. At level `full`, writes of the embedded database may fail. */
export async function diskSpace(directory: string): Promise<{ free: number; level: 'full' | 'low' | 'sufficient' }> {
  const free = await freeBytes(directory);
  return { free, level: free < SEGMENT ? 'full' : free < SUFFICIENT ? 'low' : 'sufficient' };
}

/** Whether the disk of a directory is too full for writes of the embedded database. */
export async function isDiskFull(directory: string): Promise<boolean> {
  return (await diskSpace(directory)).level === 'full';
}

/** Whether a write failed because the disk or the quota of the user is full. */
export function isOutOfSpace(error: unknown): boolean {
  return errorCode(error) === 'ENOSPC' || errorCode(error) === 'EDQUOT';
}

/**
 * Creates the error DISK_FULL, whose message has the number of bytes to free.
 * @param size the number of bytes to write, if it is known.
 */
export async function diskFullError(directory: string, problem: string, size = 0): Promise<RegisterError> {
  const free = await freeBytes(directory);
  const toFree = Math.max(SUFFICIENT + size - free, SEGMENT);
  return createError(DISK_FULL, { directory, problem, free: formatBytes(free), toFree: formatBytes(toFree) });
}

/** Fails with DISK_FULL if there is too little space for a large write. */
export async function assertFreeSpace(directory: string): Promise<void> {
  if ((await diskSpace(directory)).level !== 'sufficient')
    throw await diskFullError(directory, 'too little space is left');
}

/**
 * Rethrows an error of the file system as DISK_FULL or DIRECTORY_NOT_WRITABLE. Rethrows any other error unchanged.
 * @param setting the name of the setting with the path of the directory.
 */
export async function rethrowDirectoryError(directory: string, error: unknown, setting: string): Promise<never> {
  const code = errorCode(error);
  if (error instanceof RegisterError || code === null || !FILE_SYSTEM.test(code)) throw error;
  if (isOutOfSpace(error)) throw await diskFullError(directory, messageWithoutPaths(error));
  return fail(DIRECTORY_NOT_WRITABLE, { directory, problem: messageWithoutPaths(error), setting });
}

/** The free space for this user in bytes, on the disk of a directory or of its nearest existing parent. */
async function freeBytes(directory: string): Promise<number> {
  try {
    const { bavail, bsize } = await statfs(directory);
    return bavail * bsize;
  } catch (error) {
    if (errorCode(error) !== 'ENOENT' || dirname(directory) === directory) throw error;
    return freeBytes(dirname(directory));
  }
}

// Excludes SQLSTATEs and codes of sockets, which are errors of a database.
const FILE_SYSTEM =
  /^(ENOSPC|EDQUOT|EROFS|EACCES|EPERM|ENOTDIR|EEXIST|EISDIR|ENOTEMPTY|ENAMETOOLONG|ELOOP|EFBIG|EIO|ENOENT)$/;
