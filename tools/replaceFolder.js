// @ts-check
import { randomUUID } from 'node:crypto';
import { readdir, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/**
 * Puts the folder `from` in the place of `to`, whole: a process killed on the way leaves either no `to` or a complete one.
 * Of two processes that do it at once, the last one's folder stays. Both folders must be on one file system.
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
 * Removes what killed processes left beside a folder: its name and a UUID, an hour old or more.
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
 * @param {...string} codes the errors that count as false.
 * @returns {(error: NodeJS.ErrnoException) => false}
 */
function unless(...codes) {
  return (error) => {
    if (codes.includes(error.code ?? '')) return false;
    throw error;
  };
}
