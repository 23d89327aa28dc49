import { errorCode } from '../../files/systemError.ts';
import { type OnProgress, withExportsLock } from '../files/exportsDirectory.ts';
import { releaseNames, removeTemporaries } from '../files/releaseFiles.ts';
import { readIndex, writeIndex } from '../files/releaseIndex.ts';
import { byAge } from '../files/releaseName.ts';
import type { Renamed } from './cleanValue.ts';
import { type FoundRelease, findInRelease, finishRewriting, leftCleaned, rewriteRelease } from './rewriteRelease.ts';
import type { SearchTerms } from './SearchTerms.ts';

export async function findInReleases(
  directory: string,
  terms: SearchTerms,
  onProgress: OnProgress,
): Promise<FoundRelease[]> {
  const names = (await orNone(() => releaseNames(directory))).sort(byAge);
  const found: FoundRelease[] = [];
  for (const [at, name] of names.entries()) {
    onProgress(`looking into release ${name}`, at, names.length);
    const release = await findInRelease(directory, name, terms);
    if (release) found.push(release);
  }
  return found;
}

/** Whether a directory, which need not exist, has a release or one that was being put in place. */
export async function hasReleases(directory: string): Promise<boolean> {
  return (await orNone(async () => [...(await releaseNames(directory)), ...(await leftCleaned(directory))])).length > 0;
}

/**
 * Erases the search terms from every release. Each is put in place as soon as it is ready; a release that a killed
 * process left is finished first.
 * @returns the releases that were rewritten.
 */
export function eraseReleases(
  directory: string,
  publicUrl: string,
  terms: SearchTerms,
  renamed: Renamed,
  onProgress: OnProgress,
): Promise<FoundRelease[]> {
  return withExportsLock(directory, async () => {
    for (const name of await leftCleaned(directory)) await finishRewriting(directory, name);
    await removeTemporaries(directory);
    const found = await findInReleases(directory, terms, onProgress);
    const now = new Date();
    try {
      for (const [at, release] of found.entries()) {
        onProgress(`writing release ${release.name} again`, at, found.length);
        await rewriteRelease(directory, release, terms, renamed, now);
      }
    } finally {
      await removeTemporaries(directory);
      await writeIndex(directory, publicUrl, await readIndex(directory));
    }
    return found;
  });
}

/** Before the first release the directory may not exist. */
async function orNone(names: () => Promise<string[]>): Promise<string[]> {
  try {
    return await names();
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return [];
    throw error;
  }
}
