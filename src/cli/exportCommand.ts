import { z } from 'zod';
import { releaseExports } from '../publishing/release/release.ts';
import { carried } from './control/carried.ts';
import { progressBar } from './output.ts';

/** `registre export`. `directory` is absolute: whoever carries it out may stand elsewhere. */
export const exportCommand = carried(
  z.object({ directory: z.string(), json: z.boolean().default(false) }),
  async ({ database, settings }, { directory, json }) => {
    const bar = progressBar('Writing a release');
    try {
      const release = await releaseExports({
        pool: database.pool,
        directory,
        publicUrl: settings.publicUrl,
        onProgress: (what, done, total) => bar.on(what, done, total),
      });
      if (json) return JSON.stringify(release);
      if (!release.made) return `The register has not changed since release ${release.name}: no new one was made.`;
      return `Release ${release.name} is in ${directory}/${release.name} (and ${directory}/latest).`;
    } finally {
      bar.end();
    }
  },
);
