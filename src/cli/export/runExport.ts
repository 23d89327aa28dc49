import { z } from 'zod';
import { openBucket } from '../../publishing/bucket/Bucket.ts';
import { withUploadedReleases } from '../../publishing/bucket/releaseStore.ts';
import type { UploadReport } from '../../publishing/bucket/uploadReleases.ts';
import { createRelease } from '../../publishing/releases/createRelease.ts';
import { formatBytes } from '../../values/text.ts';
import { remoteCommand } from '../remote/remoteCommand.ts';
import { progressBar } from '../terminal/output.ts';

/** `registre export`. `directory` is absolute: the process that executes it may have another working directory. */
export const runExport = remoteCommand(
  z.object({ directory: z.string(), json: z.boolean().default(false) }),
  async ({ database, settings }, { directory, json }) => {
    // A release in another directory is not sent to the bucket.
    const bucket = directory === settings.exportsDir ? openBucket(settings) : null;
    const bar = progressBar('Writing a release');
    const options = { pool: database.pool, directory, publicUrl: settings.publicUrl, onProgress: bar.on };
    try {
      const { result: release, sent } = await withUploadedReleases({ bucket, ...options }, () =>
        createRelease(options),
      );
      if (json) return JSON.stringify(sent ? { ...release, sent } : release);
      const made = release.made
        ? `Release ${release.name} is in ${directory}/${release.name} (and ${directory}/latest).`
        : `The register has not changed since release ${release.name}: no new one was made.`;
      return [made, ...(sent ? describeSent(sent) : [])].join('\n');
    } finally {
      bar.end();
    }
  },
);

export function describeSent({ objects, removed, bytes }: UploadReport): string[] {
  if (objects + removed === 0) return ['The bucket had it all already: nothing was sent.'];
  const gone = removed === 0 ? '' : `, ${removed} removed that are no longer of a release`;
  return [`UploadReport to the bucket: ${objects} objects, ${formatBytes(bytes)}${gone}.`];
}
