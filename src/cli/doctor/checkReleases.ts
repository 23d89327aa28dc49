import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import type { Settings } from '../../config/settings.ts';
import { createClient } from '../../publishing/datagouv/client/client.ts';
import { RETRY_POLICY } from '../../publishing/datagouv/client/retryPolicy.ts';
import { preflight } from '../../publishing/datagouv/run/preflight.ts';
import { digestOf } from '../../publishing/exportsDirectory/outputFile.ts';
import {
  CHECKSUMS,
  latestName,
  parseChecksums,
  readFileIfExists,
  readRelease,
} from '../../publishing/exportsDirectory/releaseFiles.ts';
import { platformOf } from '../installation/platformOf.ts';
import { type CheckResult, ok, problem, runCheck, warning } from './CheckResult.ts';

/**
 * Checks the latest release: its files, their checksums, and its version of the register.
 * @param version the current version of the register; null if unknown.
 */
export function checkLatestRelease({ exportsDir }: Settings, version: number | null): Promise<CheckResult[]> {
  return runCheck('release', async () => {
    // `checkDirectories` reports a path that is not a directory.
    const name = await latestName(exportsDir);
    if (name === null) return [warning('release', `There is no release in ${exportsDir} yet. Run registre export.`)];
    const release = await readRelease(exportsDir, name);
    if (release === 'incompatible') {
      return [warning('release', `${name} was written by another version of the software. Run registre export.`)];
    }
    const damaged = release === 'damaged' ? ['files are missing'] : await changedFiles(join(exportsDir, name));
    const [first] = damaged;
    if (release === 'damaged' || first !== undefined) {
      const fix = `Move ${join(exportsDir, name)} away and run registre export.`;
      return [problem('release', `${name} is damaged (${first}). ${fix}`)];
    }
    const releaseVersion = release.manifest.version;
    if (version !== null && version > releaseVersion) {
      const found = `${name} has version ${releaseVersion} of the register, which is now at version ${version}`;
      return [warning('release', `${found}. Run registre export.`)];
    }
    return [ok('release', `${name} is complete and has version ${releaseVersion} of the register.`)];
  });
}

async function changedFiles(root: string): Promise<string[]> {
  const changed: string[] = [];
  for (const [path, sha256] of parseChecksums((await readFileIfExists(join(root, CHECKSUMS))) ?? '')) {
    const found = await digestOf(createReadStream(join(root, path)));
    if (found.sha256 !== sha256) changed.push(path);
  }
  return changed;
}

/** Checks the access to data.gouv.fr with requests that only read. */
export function checkPublishing(settings: Settings): Promise<CheckResult[]> {
  const { datagouvApiKey, datagouvOrganization, datagouvUrl } = settings;
  if (datagouvApiKey === null && datagouvOrganization === null) {
    return Promise.resolve([ok('data.gouv.fr', 'Publishing is not configured: DATAGOUV_API_KEY is not set.')]);
  }
  return runCheck('data.gouv.fr', async () => {
    const platform = platformOf(settings);
    const assertCanWrite = () => Promise.reject(new Error('registre doctor writes nothing'));
    const retryPolicy = { ...RETRY_POLICY, timeoutMs: 5_000, tries: 1 };
    await preflight(createClient({ platform, retryPolicy, assertCanWrite }), []);
    return [ok('data.gouv.fr', `${datagouvUrl} accepts the key for ${platform.organization}.`)];
  });
}
