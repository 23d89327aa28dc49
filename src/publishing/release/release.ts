import { join } from 'node:path';
import type { Pool } from 'pg';
import { CATALOGUE } from '../catalogue.ts';
import { releaseBefore } from '../changes/previousRelease.ts';
import { withExportsLock } from '../files/exportsDirectory.ts';
import { syncDirectory } from '../files/outputFile.ts';
import { readIndex, writeIndex } from '../files/releaseIndex.ts';
import { modifiedAt, releaseName } from '../files/releaseName.ts';
import type { IntactRelease } from '../files/releases.ts';
import {
  latestName,
  pointLatestTo,
  putInPlace,
  releaseAt,
  releaseNames,
  removeTemporaries,
  temporaryName,
} from '../files/releases.ts';
import { isOf, momentOf } from './moment.ts';
import type { Snapshot } from './snapshot.ts';
import { readSnapshot } from './snapshot.ts';
import type { Draft } from './writeRelease.ts';
import { completeRelease, writeTables } from './writeRelease.ts';

export interface ReleaseOptions {
  pool: Pool;
  /** Where releases are written; created if it is missing. */
  directory: string;
  /** Where the server is reached: what is told to other catalogues has absolute addresses. */
  publicUrl: string;
  /** Told what has just been done, and how much of all there is to do. */
  onProgress?: (what: string, done: number, total: number) => void;
}

export interface Released {
  /** False when the latest release already told the register as it is. */
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
 * Releases every dataset of the catalogue: one directory, made from one snapshot, written beside and renamed in
 * place. Whatever stops it, readers find the old release whole or the new one whole.
 */
export async function releaseExports({ pool, directory, publicUrl, onProgress }: ReleaseOptions): Promise<Released> {
  const tell = steps(onProgress);
  return withExportsLock(directory, async () => {
    try {
      const known = await readIndex(directory);
      await removeTemporaries(directory);
      const place = { directory, publicUrl };
      const found = await readSnapshot(pool, (snapshot) => findOrDraft(snapshot, place, tell));
      const made = 'draft' in found;
      const release = made ? await complete(found, place, tell) : found;
      if (made) {
        await putInPlace(directory, found.temporary, release.name);
        tell('in place');
      }
      const moved = (await latestName(directory)) !== release.name;
      if (moved) {
        await pointLatestTo(directory, release.name);
        tell('latest');
      }
      if (made || !known.some(({ name, sha256 }) => name === release.name && sha256 === release.sha256)) {
        await writeIndex(directory, publicUrl, known);
        tell('index');
      }
      await syncDirectory(directory);
      return released(release, made || moved);
    } catch (error) {
      // The failure is what matters: what can't be removed now is removed by the next export.
      await removeTemporaries(directory).catch(() => undefined);
      throw error;
    }
  });
}

type Tell = (what: string) => void;

/** Every table, then the changes, the sums, the name, `latest` and the index. */
const STEPS = CATALOGUE.flatMap(({ tables }) => tables).length + 5;

function steps(onProgress: ReleaseOptions['onProgress']): Tell {
  let done = 0;
  return (what) => onProgress?.(what, ++done, STEPS);
}

/** A release that is being written, and the directory that it is written in. */
interface Drafted {
  readonly name: string;
  readonly temporary: string;
  readonly draft: Draft;
}

interface Place {
  readonly directory: string;
  readonly publicUrl: string;
}

async function findOrDraft(
  snapshot: Snapshot,
  { directory, publicUrl }: Place,
  tell: Tell,
): Promise<IntactRelease | Drafted> {
  const moment = await momentOf(snapshot, publicUrl);
  const there = new Set(await releaseNames(directory));
  for (let revision = 1; ; revision++) {
    const name = releaseName({ ...moment, revision });
    const found = there.has(name) ? await releaseAt(directory, name) : 'damaged';
    if (found === 'damaged') {
      const temporary = temporaryName(name);
      const modified = modifiedAt(moment.instant, revision);
      return {
        name,
        temporary,
        draft: await writeTables(snapshot, join(directory, temporary), moment, modified, tell),
      };
    }
    if (found !== 'unknown' && isOf(moment, found.manifest)) return found;
  }
}

/** Out of the snapshot: nothing waits for the register meanwhile. */
async function complete({ name, draft }: Drafted, { directory, publicUrl }: Place, tell: Tell): Promise<IntactRelease> {
  const before = await releaseBefore(directory, name);
  return { name, ...(await completeRelease(draft, { exports: directory, publicUrl, before }, tell)) };
}

function released({ name, manifest, bytes, sha256 }: IntactRelease, made: boolean): Released {
  const { version, instant, referenceDay, fingerprint, datasets } = manifest;
  const tables = datasets.flatMap((dataset) => dataset.tables);
  const rows = tables.reduce((all, table) => all + table.rows, 0);
  return {
    made,
    name,
    version,
    instant,
    referenceDay,
    fingerprint,
    datasets: datasets.length,
    tables: tables.length,
    rows,
    bytes,
    sha256,
  };
}
