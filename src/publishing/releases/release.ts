import { join } from 'node:path';
import type { Pool } from 'pg';
import { CATALOGUE } from '../catalogue.ts';
import { type OnProgress, withExportsLock } from '../files/exportsDirectory.ts';
import { syncDirectory } from '../files/outputFile.ts';
import {
  type IntactRelease,
  latestName,
  pointLatestTo,
  putInPlace,
  releaseAt,
  releaseBefore,
  releaseNames,
  removeTemporaries,
  temporaryName,
} from '../files/releaseFiles.ts';
import { readIndex, writeIndex } from '../files/releaseIndex.ts';
import { modifiedAt, releaseName } from '../files/releaseName.ts';
import { matches, readIdentity, readSnapshot, type Snapshot } from './snapshot.ts';
import { completeRelease, type Draft, type OnStep, writeTables } from './writeRelease.ts';

interface ReleaseOptions {
  pool: Pool;
  /** Where releases are written; created if it is missing. */
  directory: string;
  /** Where the server is reached: the files for other catalogues have absolute addresses. */
  publicUrl: string;
  onProgress?: OnProgress;
}

export interface Released {
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
export function releaseExports({ pool, directory, publicUrl, onProgress }: ReleaseOptions): Promise<Released> {
  let done = 0;
  const onStep: OnStep = (what) => onProgress?.(what, ++done, STEPS);
  return withExportsLock(directory, async () => {
    try {
      const known = await readIndex(directory);
      await removeTemporaries(directory);
      const found = await readSnapshot(pool, (snapshot) => findOrDraft(snapshot, directory, publicUrl, onStep));
      // After the snapshot: nothing waits for the register meanwhile.
      const made = 'tables' in found;
      const release = made ? await complete(found, directory, publicUrl, onStep) : found;
      const moved = (await latestName(directory)) !== release.name;
      if (moved) await pointLatestTo(directory, release.name);
      onStep('latest');
      if (made || !known.some(({ name, sha256 }) => name === release.name && sha256 === release.sha256)) {
        await writeIndex(directory, publicUrl, known);
      }
      onStep('index');
      await syncDirectory(directory);
      return released(release, made || moved);
    } catch (error) {
      // The first error is thrown: what can't be removed now is removed by the next export.
      await removeTemporaries(directory).catch(() => undefined);
      throw error;
    }
  });
}

/** Every table, then the changes, the checksums, the name, `latest` and the index. */
const STEPS = CATALOGUE.flatMap(({ tables }) => tables).length + 5;

async function findOrDraft(
  snapshot: Snapshot,
  directory: string,
  publicUrl: string,
  onStep: OnStep,
): Promise<IntactRelease | Draft> {
  const identity = await readIdentity(snapshot, publicUrl);
  const names = new Set(await releaseNames(directory));
  for (let revision = 1; ; revision++) {
    const name = releaseName({ ...identity, revision });
    const found = names.has(name) ? await releaseAt(directory, name) : 'damaged';
    if (found === 'damaged') {
      const root = join(directory, temporaryName(name));
      return writeTables(snapshot, { name, root, identity, modified: modifiedAt(identity.instant, revision) }, onStep);
    }
    if (found !== 'incompatible' && matches(identity, found.manifest)) return found;
  }
}

async function complete(draft: Draft, directory: string, publicUrl: string, onStep: OnStep): Promise<IntactRelease> {
  const before = await releaseBefore(directory, draft.name);
  const release = await completeRelease(draft, { exports: directory, publicUrl, before }, onStep);
  await putInPlace(directory, temporaryName(draft.name), draft.name);
  onStep('in place');
  return release;
}

function released({ name, manifest, bytes, sha256 }: IntactRelease, made: boolean): Released {
  const { version, instant, referenceDay, fingerprint, datasets } = manifest;
  const tables = datasets.flatMap((dataset) => dataset.tables);
  const rows = tables.reduce((all, table) => all + table.rows, 0);
  const counts = { datasets: datasets.length, tables: tables.length, rows };
  return { made, name, version, instant, referenceDay, fingerprint, ...counts, bytes, sha256 };
}
