import { z } from 'zod';
import { releaseExports } from '../publishing/releases/release.ts';
import { openBucket } from '../publishing/storage/Bucket.ts';
import { withStoredReleases } from '../publishing/storage/releaseStore.ts';
import { carried } from './control/carried.ts';
import { progressBar } from './output.ts';
import { sentInWords } from './sentInWords.ts';

/** `registre export`. `directory` is absolute: whoever carries it out may stand elsewhere. */
export const exportCommand = carried(
  z.object({ directory: z.string(), json: z.boolean().default(false) }),
  async ({ database, settings }, { directory, json }) => {
    // A release written to another directory, to look at it, is not sent.
    const bucket = directory === settings.exportsDir ? openBucket(settings) : null;
    const bar = progressBar('Writing a release');
    const onProgress = (what: string, done: number, total: number) => bar.on(what, done, total);
    const options = { pool: database.pool, directory, publicUrl: settings.publicUrl, onProgress };
    try {
      const { result: release, sent } = await withStoredReleases({ bucket, ...options }, () => releaseExports(options));
      if (json) return JSON.stringify(sent ? { ...release, sent } : release);
      const made = release.made
        ? `Release ${release.name} is in ${directory}/${release.name} (and ${directory}/latest).`
        : `The register has not changed since release ${release.name}: no new one was made.`;
      return [made, ...(sent ? sentInWords(sent) : [])].join('\n');
    } finally {
      bar.end();
    }
  },
);
