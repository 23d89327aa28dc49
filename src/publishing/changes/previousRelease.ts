import { byAge } from '../files/releaseName.ts';
import type { IntactRelease } from '../files/releases.ts';
import { releaseAt, releaseNames } from '../files/releases.ts';

/**
 * The release that comes just before the one of this name, whole and told by a version of the software that this one
 * understands; null when there is none. What is there decides, not which one is the latest: a release that is made
 * again is compared with the same one as the first time.
 */
export async function releaseBefore(directory: string, name: string): Promise<IntactRelease | null> {
  const older = (await releaseNames(directory)).filter((each) => byAge(each, name) < 0);
  for (const each of older.sort(byAge).reverse()) {
    const found = await releaseAt(directory, each);
    if (typeof found !== 'string') return found;
  }
  return null;
}
