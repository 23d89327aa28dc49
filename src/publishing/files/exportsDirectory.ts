import { constants } from 'node:fs';
import { access, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { DirectoryLock } from '../../foundation/directoryLock.ts';
import { lockDirectory } from '../../foundation/directoryLock.ts';
import { Refusal, refuse } from '../../foundation/errors.ts';
import { codeOf, problemOf } from '../../foundation/systemError.ts';
import { PUBLIC_DIRECTORY } from './outputFile.ts';

/**
 * Works in the directory of the exports, created if it is missing, as the only exporter: another one waits for its
 * turn. What the disk does not allow is refused with the name of the setting.
 */
export async function inExportsDirectory<R>(directory: string, work: () => Promise<R>): Promise<R> {
  try {
    await mkdir(directory, { recursive: true, mode: PUBLIC_DIRECTORY });
    await access(directory, constants.W_OK);
    const lock = await turnIn(directory);
    try {
      return await work();
    } finally {
      await lock.release();
    }
  } catch (error) {
    const problem = diskProblem(error);
    if (problem === null) throw error;
    return refuse('DIRECTORY_NOT_WRITABLE', { directory, problem, setting: SETTING });
  }
}

const SETTING = 'EXPORTS_DIR';

const WAIT_AT_MOST_MS = 10 * 60_000;
const LOOK_AGAIN_MS = 50;

async function turnIn(directory: string): Promise<DirectoryLock> {
  const deadline = Date.now() + WAIT_AT_MOST_MS;
  for (;;) {
    try {
      return await lockDirectory(join(directory, '.lock'), SETTING);
    } catch (error) {
      const held = error instanceof Refusal && error.code === 'DIRECTORY_LOCKED';
      if (!held || Date.now() > deadline) throw error;
    }
    await setTimeout(LOOK_AGAIN_MS);
  }
}

// A database that fails has SQLSTATEs, or the codes of sockets.
const DISK = /^(ENOSPC|EDQUOT|EROFS|EACCES|EPERM|ENOTDIR|EEXIST|EISDIR|ENOTEMPTY|ENAMETOOLONG|ELOOP|EFBIG|EIO|ENOENT)$/;

function diskProblem(error: unknown): string | null {
  // The lock has already said so.
  if (error instanceof Refusal) return null;
  return DISK.test(codeOf(error) ?? '') ? problemOf(error) : null;
}
