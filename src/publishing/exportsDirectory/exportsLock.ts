import { constants } from 'node:fs';
import { access, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { isError } from '../../errors/errors.ts';
import { type DirectoryLock, lockDirectory } from '../../files/directoryLock.ts';
import { diskFullError, isOutOfSpace, rethrowDirectoryError } from '../../files/diskSpace.ts';
import { DIRECTORY_LOCKED } from '../../files/fileErrors.ts';
import { messageWithoutPaths } from '../../files/systemError.ts';
import { PUBLIC_DIRECTORY } from './outputFile.ts';
import { readIndex } from './releaseIndex.ts';

/** Reports the progress of a long operation: the step, the steps done, and their total. */
export type OnProgress = (step: string, done: number, total: number) => void;

/**
 * Runs `work` while this process holds the lock of the exports directory. Creates the directory if it is missing. Waits up to
 * 10 minutes for a process that holds the lock. Disk errors name the setting EXPORTS_DIR.
 */
export async function withExportsLock<R>(directory: string, work: () => Promise<R>): Promise<R> {
  try {
    await mkdir(directory, { recursive: true, mode: PUBLIC_DIRECTORY });
    await access(directory, constants.W_OK);
    const lock = await acquireLock(directory);
    try {
      return await work();
    } finally {
      await lock.release();
    }
  } catch (error) {
    if (isOutOfSpace(error))
      throw await diskFullError(directory, messageWithoutPaths(error), await largestReleaseBytes(directory));
    return rethrowDirectoryError(directory, error, SETTING);
  }
}

/** The estimated size of the next release: that of the largest release so far. */
async function largestReleaseBytes(directory: string): Promise<number> {
  return Math.max(0, ...(await readIndex(directory)).map(({ bytes }) => bytes));
}

const SETTING = 'EXPORTS_DIR';

const MAX_WAIT_MS = 10 * 60_000;
const RETRY_EVERY_MS = 50;

async function acquireLock(directory: string): Promise<DirectoryLock> {
  const deadline = Date.now() + MAX_WAIT_MS;
  for (;;) {
    try {
      return await lockDirectory(join(directory, '.lock'), SETTING);
    } catch (error) {
      const isHeld = isError(error, DIRECTORY_LOCKED);
      if (!isHeld || Date.now() > deadline) throw error;
    }
    await setTimeout(RETRY_EVERY_MS);
  }
}
