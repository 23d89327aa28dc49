import { errorCode } from '../files/systemError.ts';
import { type OnProgress, withExportsLock } from '../publishing/exportsDirectory/exportsLock.ts';
import { releaseNames, removeTemporaries } from '../publishing/exportsDirectory/releaseFiles.ts';
import { readIndex, writeIndex } from '../publishing/exportsDirectory/releaseIndex.ts';
import { byAge } from '../publishing/exportsDirectory/releaseName.ts';
import type { SlugReplacements } from './redactValue.ts';
import {
  findInRelease,
  type ReleaseMatches,
  renameRewrittenRelease,
  rewriteRelease,
  unfinishedRewrites,
} from './rewriteRelease.ts';
import type { SearchTerms } from './SearchTerms.ts';

export async function findInReleases(
  directory: string,
  terms: SearchTerms,
  onProgress: OnProgress,
): Promise<ReleaseMatches[]> {
  const names = (await emptyIfMissing(() => releaseNames(directory))).sort(byAge);
  const matches: ReleaseMatches[] = [];
  for (const [at, name] of names.entries()) {
    onProgress(`searching release ${name}`, at, names.length);
    const release = await findInRelease(directory, name, terms);
    if (release) matches.push(release);
  }
  return matches;
}

/** Whether a directory has a release, or a rewritten one that was not renamed. The directory may not exist. */
export async function hasReleases(directory: string): Promise<boolean> {
  return (
    (await emptyIfMissing(async () => [...(await releaseNames(directory)), ...(await unfinishedRewrites(directory))]))
      .length > 0
  );
}

/**
 * Erases the search terms from every release. Each release is replaced as soon as it is rewritten. It first finishes releases
 * that a killed process rewrote but did not rename.
 * @returns the releases that were rewritten.
 */
export function eraseReleases(
  directory: string,
  publicUrl: string,
  terms: SearchTerms,
  slugs: SlugReplacements,
  onProgress: OnProgress,
): Promise<ReleaseMatches[]> {
  return withExportsLock(directory, async () => {
    for (const name of await unfinishedRewrites(directory)) await renameRewrittenRelease(directory, name);
    await removeTemporaries(directory);
    const matches = await findInReleases(directory, terms, onProgress);
    const now = new Date();
    try {
      for (const [at, release] of matches.entries()) {
        onProgress(`rewriting release ${release.name}`, at, matches.length);
        await rewriteRelease(directory, release, terms, slugs, now);
      }
    } finally {
      await removeTemporaries(directory);
      await writeIndex(directory, publicUrl, await readIndex(directory));
    }
    return matches;
  });
}

/** Before the first release the directory may not exist. */
async function emptyIfMissing(names: () => Promise<string[]>): Promise<string[]> {
  try {
    return await names();
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return [];
    throw error;
  }
}
