// @ts-check
import { randomUUID } from 'node:crypto';
import { readdir, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/**
 * Replaces the folder `to` by the folder `from`, by renames. If the process is killed meanwhile, `to` is either missing or complete. If
 * two processes do it at once, the folder of the last one stays. Both folders must be on one file system.
 * @param {string} from
 * @param {string} to
 * @returns {Promise<void>}
 */
export async function replaceFolder(from, to) {
  for (;;) {
    const former = `${to}-${randomUUID()}`;
    await rename(to, former).catch(unless('ENOENT'));
    const isDone = await rename(from, to).then(() => true, unless('ENOTEMPTY', 'EEXIST'));
    await rm(former, { recursive: true, force: true });
    if (isDone) return;
  }
}

const ABANDONED_AFTER_MS = 60 * 60_000;

/**
 * Removes folders that killed processes left next to a folder: with its name and a UUID, at least an hour old.
 * @param {string} folder
 * @returns {Promise<void>}
 */
export async function removeAbandoned(folder) {
  const names = await readdir(dirname(folder)).catch(unless('ENOENT'));
  const abandoned = new RegExp(`^${basename(folder)}-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$`);
  for (const name of names || []) {
    const path = join(dirname(folder), name);
    if (!abandoned.test(name)) continue;
    const found = await stat(path).catch(unless('ENOENT'));
    if (found && Date.now() - found.mtimeMs > ABANDONED_AFTER_MS) await rm(path, { recursive: true, force: true });
  }
}

/**
 * @param {...string} codes the error codes for which the handler returns false; it throws other errors.
 * @returns {(error: NodeJS.ErrnoException) => false}
 */
function unless(...codes) {
  return (error) => {
    if (codes.includes(error.code ?? '')) return false;
    throw error;
  };
}
