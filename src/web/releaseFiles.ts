import { SUMS } from '../publishing/releases/releaseFiles.ts';
import type { Site } from './site.ts';

/** Every file of a release, from its sums; none when the release was removed since. */
export async function filesOfRelease(site: Site, release: string): Promise<string[]> {
  const sums = (await site.file(release, SUMS)) ?? '';
  return sums
    .split('\n')
    .map((sum) => sum.slice(66))
    .filter((path) => path !== '');
}
