import { z } from 'zod';
import { releaseExports } from '../publishing/release/release.ts';
import { openBucket } from '../publishing/storage/openBucket.ts';
import { sendReleases } from '../publishing/storage/sendReleases.ts';
import { carried } from './control/carried.ts';
import { progressBar } from './output.ts';
import { sentInWords } from './sentInWords.ts';

/** `registre export`. `directory` is absolute: whoever carries it out may stand elsewhere. */
export const exportCommand = carried(
  z.object({ directory: z.string(), json: z.boolean().default(false) }),
  async ({ database, settings }, { directory, json }) => {
    // Only what people read is sent: a release written elsewhere, to look at it, is not.
    const bucket = directory === settings.exportsDir ? openBucket(settings) : null;
    const bar = progressBar('Writing a release');
    try {
      const release = await releaseExports({
        pool: database.pool,
        directory,
        publicUrl: settings.publicUrl,
        onProgress: (what, done, total) => bar.on(what, done, total),
      });
      const sent = bucket && (await sendReleases(directory, bucket, (what, done, total) => bar.on(what, done, total)));
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
