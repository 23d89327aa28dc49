import { codeOf } from '../../files/systemError.ts';
import { withExportsLock } from '../files/exportsDirectory.ts';
import { readIndex, writeIndex } from '../files/releaseIndex.ts';
import { byAge } from '../files/releaseName.ts';
import { releaseNames, removeTemporaries } from '../files/releases.ts';
import type { Renamed } from './cleanValue.ts';
import type { Forgotten } from './Forgotten.ts';
import type { FoundRelease } from './rewriteRelease.ts';
import { findInRelease, leftCleaned, putInPlace, rewriteRelease } from './rewriteRelease.ts';

type Tell = (what: string, done: number, total: number) => void;

/** What the releases of a directory hold that is to be forgotten, oldest first. */
export async function findInReleases(directory: string, forgotten: Forgotten, tell: Tell): Promise<FoundRelease[]> {
  const names = await namesIn(directory);
  const found: FoundRelease[] = [];
  for (const [at, name] of names.entries()) {
    tell(`looking into release ${name}`, at, names.length);
    const release = await findInRelease(directory, name, forgotten);
    if (release) found.push(release);
  }
  return found;
}

/** Whether there is any release in a directory, which need not be there; one that was being put in place is one. */
export async function hasReleases(directory: string): Promise<boolean> {
  return (await orNone(async () => [...(await releaseNames(directory)), ...(await leftCleaned(directory))])).length > 0;
}

/**
 * Takes what is to be forgotten out of every release. Each is put in place as soon as it is ready; what a process
 * that died left undone is found again, and done.
 * @returns the releases that were written again.
 */
export function eraseReleases(
  directory: string,
  publicUrl: string,
  forgotten: Forgotten,
  renamed: Renamed,
  tell: Tell,
): Promise<FoundRelease[]> {
  return withExportsLock(directory, async () => {
    for (const name of await leftCleaned(directory)) await putInPlace(directory, name);
    await removeTemporaries(directory);
    const found = await findInReleases(directory, forgotten, tell);
    const now = new Date();
    try {
      for (const [at, release] of found.entries()) {
        tell(`writing release ${release.name} again`, at, found.length);
        await rewriteRelease(directory, release, forgotten, renamed, now);
      }
    } finally {
      await removeTemporaries(directory);
      await writeIndex(directory, publicUrl, await readIndex(directory));
    }
    return found;
  });
}

async function namesIn(directory: string): Promise<string[]> {
  return (await orNone(() => releaseNames(directory))).sort(byAge);
}

/** Before the first release the directory may not be there. */
async function orNone(names: () => Promise<string[]>): Promise<string[]> {
  try {
    return await names();
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return [];
    throw error;
  }
}
