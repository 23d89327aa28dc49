import { z } from 'zod';
import { openBucket } from '../../publishing/bucket/Bucket.ts';
import { withUploadedReleases } from '../../publishing/bucket/releaseStore.ts';
import type { UploadReport } from '../../publishing/bucket/uploadReleases.ts';
import { provenanceOf } from '../../publishing/provenance.ts';
import { createRelease } from '../../publishing/releases/createRelease.ts';
import { formatBytes } from '../../values/text.ts';
import { remoteCommand } from '../remote/remoteCommand.ts';

/** `registre export`. `directory` is absolute, because a server that executes the command may have another working directory. */
export const runExport = remoteCommand(
  z.object({
    directory: z.string(),
    json: z.boolean().default(false),
    allowEmpty: z.boolean().default(false),
    allowUnlabelled: z.boolean().default(false),
  }),
  async ({ database, settings }, { directory, json, ...allowed }, { onProgress }) => {
    // The bucket mirrors EXPORTS_DIR only.
    const bucket = directory === settings.exportsDir ? openBucket(settings) : null;
    const { publicUrl, exportsBundles: bundles } = settings;
    const provenance = provenanceOf(settings);
    const options = { pool: database.pool, directory, publicUrl, bundles, provenance, onProgress, ...allowed };
    const { result: release, sent } = await withUploadedReleases({ bucket, ...options }, () => createRelease(options));
    if (json) return JSON.stringify(sent ? { ...release, sent } : release);
    const made = release.made
      ? `Wrote release ${release.name} to ${directory}/${release.name} (and ${directory}/latest).`
      : `The register has not changed since release ${release.name}. No release was written.`;
    return [made, ...(sent ? describeSent(sent) : [])].join('\n');
  },
);

export function describeSent({ objects, removed, bytes }: UploadReport): string[] {
  if (objects + removed === 0) return ['The bucket is up to date. Nothing was uploaded.'];
  const gone = removed === 0 ? '' : `; ${removed} obsolete objects removed`;
  return [`Uploaded to the bucket: ${objects} objects, ${formatBytes(bytes)}${gone}.`];
}
