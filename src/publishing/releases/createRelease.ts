import { join } from 'node:path';
import type { Pool } from 'pg';
import { CATALOGUE } from '../catalogue.ts';
import { type OnProgress, withExportsLock } from '../exportsDirectory/exportsLock.ts';
import { syncDirectory } from '../exportsDirectory/outputFile.ts';
import {
  type IntactRelease,
  latestName,
  pointLatestTo,
  readRelease,
  releaseBefore,
  releaseNames,
  removeTemporaries,
  renameIntoPlace,
  temporaryName,
} from '../exportsDirectory/releaseFiles.ts';
import { readIndex, writeIndex } from '../exportsDirectory/releaseIndex.ts';
import { modifiedAt, releaseName } from '../exportsDirectory/releaseName.ts';
import { matches, readIdentity, type Snapshot, withSnapshot } from './snapshot.ts';
import { completeRelease, type DraftRelease, type OnStep, writeTables } from './writeRelease.ts';

interface ReleaseOptions {
  pool: Pool;
  /** Where releases are written; created if it is missing. */
  directory: string;
  /** Where the server is reached: the files for other catalogues have absolute addresses. */
  publicUrl: string;
  onProgress?: OnProgress;
}

export interface CreatedRelease {
  /** False when the latest release already has the register as it is. */
  made: boolean;
  name: string;
  version: number;
  instant: string;
  referenceDay: string;
  fingerprint: string;
  datasets: number;
  tables: number;
  rows: number;
  bytes: number;
  /** Of its SHA256SUMS. */
  sha256: string;
}

/**
 * Makes a release of every dataset of the catalogue from one snapshot: a directory, written under a temporary name, then
 * renamed. Whatever interrupts it, readers find the old release whole or the new one whole.
 */
export function createRelease({ pool, directory, publicUrl, onProgress }: ReleaseOptions): Promise<CreatedRelease> {
  let done = 0;
  const onStep: OnStep = (what) => onProgress?.(what, ++done, STEP_COUNT);
  return withExportsLock(directory, async () => {
    try {
      const known = await readIndex(directory);
      await removeTemporaries(directory);
      const found = await withSnapshot(pool, (snapshot) =>
        findReleaseOrWriteTables(snapshot, directory, publicUrl, onStep),
      );
      // After the snapshot: nothing waits for the register meanwhile.
      const made = 'tables' in found;
      const release = made ? await finishRelease(found, directory, publicUrl, onStep) : found;
      const moved = (await latestName(directory)) !== release.name;
      if (moved) await pointLatestTo(directory, release.name);
      onStep('latest');
      if (made || !known.some(({ name, sha256 }) => name === release.name && sha256 === release.sha256)) {
        await writeIndex(directory, publicUrl, known);
      }
      onStep('index');
      await syncDirectory(directory);
      return describeRelease(release, made || moved);
    } catch (error) {
      // The first error is thrown: what can't be removed now is removed by the next export.
      await removeTemporaries(directory).catch(() => undefined);
      throw error;
    }
  });
}

/** Every table, then the changes, the checksums, the name, `latest` and the index. */
const STEP_COUNT = CATALOGUE.flatMap(({ tables }) => tables).length + 5;

async function findReleaseOrWriteTables(
  snapshot: Snapshot,
  directory: string,
  publicUrl: string,
  onStep: OnStep,
): Promise<IntactRelease | DraftRelease> {
  const identity = await readIdentity(snapshot, publicUrl);
  const names = new Set(await releaseNames(directory));
  for (let revision = 1; ; revision++) {
    const name = releaseName({ ...identity, revision });
    const found = names.has(name) ? await readRelease(directory, name) : 'damaged';
    if (found === 'damaged') {
      const root = join(directory, temporaryName(name));
      return writeTables(snapshot, { name, root, identity, modified: modifiedAt(identity.instant, revision) }, onStep);
    }
    if (found !== 'incompatible' && matches(identity, found.manifest)) return found;
  }
}

async function finishRelease(
  draft: DraftRelease,
  directory: string,
  publicUrl: string,
  onStep: OnStep,
): Promise<IntactRelease> {
  const before = await releaseBefore(directory, draft.name);
  const release = await completeRelease(draft, { exports: directory, publicUrl, before }, onStep);
  await renameIntoPlace(directory, temporaryName(draft.name), draft.name);
  onStep('in place');
  return release;
}

function describeRelease({ name, manifest, bytes, sha256 }: IntactRelease, made: boolean): CreatedRelease {
  const { version, instant, referenceDay, fingerprint, datasets } = manifest;
  const tables = datasets.flatMap((dataset) => dataset.tables);
  const rows = tables.reduce((all, table) => all + table.rows, 0);
  const counts = { datasets: datasets.length, tables: tables.length, rows };
  return { made, name, version, instant, referenceDay, fingerprint, ...counts, bytes, sha256 };
}
