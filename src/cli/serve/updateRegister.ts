import type { Settings } from '../../config/settings.ts';
import type { Database } from '../../database/database.ts';
import { RegisterError } from '../../errors/errors.ts';
import { updateReference } from '../../importing/prepareDatabase.ts';
import { openBucket } from '../../publishing/bucket/Bucket.ts';
import { withUploadedReleases } from '../../publishing/bucket/releaseStore.ts';
import { provenanceOf } from '../../publishing/provenance.ts';
import { createRelease } from '../../publishing/releases/createRelease.ts';
import { memberSecret } from '../installation/secrets.ts';
import { isDirectory, type ReleaseProblem, releaseProblemOf } from './releaseProblem.ts';

/** Loads new facts of the reference register, and writes a release. Returns why it could not write one. */
export async function updateRegister(database: Database, settings: Settings): Promise<ReleaseProblem | null> {
  const { withoutReference } = settings;
  const importedVersion = await updateReference(database, {
    memberSecret: () => memberSecret(settings),
    withoutReference,
  });
  if (importedVersion !== null) console.log(`Loaded the reference register: version ${importedVersion}.`);
  return writeRelease(database, settings);
}

/** Writes a release. If this fails, the server serves the former release, and reports the problem. */
async function writeRelease({ pool }: Database, settings: Settings): Promise<ReleaseProblem | null> {
  const { exportsDir: directory, publicUrl, exportsBundles: bundles } = settings;
  const options = { pool, directory, publicUrl, bundles, provenance: provenanceOf(settings) };
  try {
    const store = { ...options, bucket: openBucket(settings) };
    const { result: release } = await withUploadedReleases(store, () => createRelease(options));
    console.log(
      release.made ? `Wrote release ${release.name} in ${directory}.` : `Release ${release.name} is up to date.`,
    );
    return null;
  } catch (error) {
    // Without a directory there is nothing to serve: the setting is wrong.
    if (!(await isDirectory(directory))) throw error;
    const problem = releaseProblemOf(error);
    console.error(`No new release: ${problem.message} The server serves the former release.`);
    // Unlike a known problem, a bug needs its stack.
    if (!(error instanceof RegisterError)) console.error(error);
    return problem;
  }
}
