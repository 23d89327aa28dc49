import { join } from 'node:path';
import type { Pool } from 'pg';
import { fail } from '../../errors/errors.ts';
import { TABLES } from '../catalogue.ts';
import { type OnProgress, withExportsLock } from '../exportsDirectory/exportsLock.ts';
import { syncDirectory } from '../exportsDirectory/outputFile.ts';
import {
  type IntactRelease,
  latestName,
  pointLatestTo,
  predecessorOf,
  readRelease,
  releaseBefore,
  releaseNames,
  removeTemporaries,
  renameIntoPlace,
  temporaryName,
} from '../exportsDirectory/releaseFiles.ts';
import { readIndex, writeIndex } from '../exportsDirectory/releaseIndex.ts';
import { modifiedAt, releaseName } from '../exportsDirectory/releaseName.ts';
import { unlabelledCodes } from '../nomenclatures.ts';
import { DEFAULT_PROVENANCE, type Provenance } from '../provenance.ts';
import { RELEASE_CODE_UNLABELLED, RELEASE_EMPTY } from '../publishingErrors.ts';
import { isIdentityOf, type ReleaseSnapshot, readIdentity, withSnapshot } from './snapshot.ts';
import { refreshCatalogues } from './writeCatalogues.ts';
import { completeRelease, type DraftRelease, type OnStep, writeTables } from './writeRelease.ts';

interface ReleaseOptions {
  pool: Pool;
  /** The exports directory; created if it is missing. */
  directory: string;
  /** The public URL of the server, for the absolute addresses in the catalogues. */
  publicUrl: string;
  /** Whether the release has bundles (see `writeBundles`); default: false. */
  bundles?: boolean;
  /** The publisher and its contact point; default: a publisher with the name of the register, and no contact. */
  provenance?: Provenance;
  onProgress?: OnProgress;
  /** Whether an empty register may be released; default: true. Otherwise fails with RELEASE_EMPTY. */
  allowEmpty?: boolean;
  /** Whether codes without a label may be released; default: false, which fails with RELEASE_CODE_UNLABELLED. */
  allowUnlabelled?: boolean;
}

/** The result of an export; `registre export --json` prints it. */
export interface CreatedRelease {
  /** Whether the export created the release or changed `latest`; false if the latest release is up to date. */
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
  /** The SHA-256 of its SHA256SUMS. */
  sha256: string;
}

/**
 * Exports every dataset of the catalogue as one release, from one snapshot. The release is written to a temporary directory
 * and renamed, so that readers find either the previous release or the complete new one, even if the export is interrupted.
 */
export function createRelease({
  pool,
  directory,
  publicUrl,
  bundles = false,
  provenance = DEFAULT_PROVENANCE,
  onProgress,
  allowEmpty = true,
  allowUnlabelled = false,
}: ReleaseOptions): Promise<CreatedRelease> {
  const settings = { directory, bundles, provenance };
  let done = 0;
  const onStep: OnStep = (step) => onProgress?.(step, ++done, STEP_COUNT);
  return withExportsLock(directory, async () => {
    try {
      const indexEntries = await readIndex(directory);
      await removeTemporaries(directory);
      const releaseOrDraft = await withSnapshot(pool, (snapshot) =>
        findReleaseOrWriteTables(snapshot, { ...settings, allowEmpty, allowUnlabelled }, onStep),
      );
      const isNew = 'tables' in releaseOrDraft;
      // The snapshot has ended: the other files need no database connection.
      const release = isNew ? await completeAndRename(releaseOrDraft, settings, onStep) : releaseOrDraft;
      const wasLatest = (await latestName(directory)) === release.name;
      if (!wasLatest) await pointLatestTo(directory, release.name);
      onStep('latest');
      await refreshCatalogues(directory, release, publicUrl);
      if (isNew || !indexEntries.some(({ name, sha256 }) => name === release.name && sha256 === release.sha256)) {
        await writeIndex(directory, publicUrl, indexEntries);
      }
      onStep('index');
      await syncDirectory(directory);
      return describeRelease(release, isNew || !wasLatest);
    } catch (error) {
      // Throw the first error. The next export removes temporary files that can't be removed now.
      await removeTemporaries(directory).catch(() => undefined);
      throw error;
    }
  });
}

/** One step per table, then: changes, bundles, checksums, rename, `latest`, index. */
const STEP_COUNT = TABLES.length + 6;

type ReleaseSettings = Required<Pick<ReleaseOptions, 'directory' | 'bundles' | 'provenance'>>;

async function findReleaseOrWriteTables(
  snapshot: ReleaseSnapshot,
  options: ReleaseSettings & Required<Pick<ReleaseOptions, 'allowEmpty' | 'allowUnlabelled'>>,
  onStep: OnStep,
): Promise<IntactRelease | DraftRelease> {
  const { directory, allowEmpty, allowUnlabelled } = options;
  const identity = await readIdentity(snapshot, options);
  if (identity.version === 0 && !allowEmpty) fail(RELEASE_EMPTY, { what: 'This release', option: '--allow-empty' });
  const names = new Set(await releaseNames(directory));
  for (let revision = 1; ; revision++) {
    const name = releaseName({ ...identity, revision });
    // A release that does not exist is written, like a damaged one.
    const existing = names.has(name) ? await readRelease(directory, name) : 'damaged';
    if (existing === 'damaged') {
      if (!allowUnlabelled) await requireLabels(snapshot);
      const root = join(directory, temporaryName(name));
      const draft = { name, root, identity, modified: modifiedAt(identity.instant, revision) };
      return writeTables(snapshot, draft, options.provenance, onStep);
    }
    if (existing !== 'incompatible' && isIdentityOf(identity, existing.manifest)) return existing;
  }
}

async function requireLabels(snapshot: ReleaseSnapshot): Promise<void> {
  const select = unlabelledCodes(TABLES);
  const places = select === null ? [] : (await snapshot.rows(select)).map(([place]) => String(place));
  if (places.length > 0) fail(RELEASE_CODE_UNLABELLED, { places });
}

async function completeAndRename(
  draft: DraftRelease,
  settings: ReleaseSettings,
  onStep: OnStep,
): Promise<IntactRelease> {
  const { directory } = settings;
  const previous = await releaseBefore(directory, draft.name);
  const predecessor = await predecessorOf(directory, draft.name);
  const release = await completeRelease(draft, { ...settings, previous, predecessor }, onStep);
  await renameIntoPlace(directory, temporaryName(draft.name), draft.name);
  onStep('rename');
  return release;
}

function describeRelease({ name, manifest, bytes, sha256 }: IntactRelease, made: boolean): CreatedRelease {
  const { version, instant, referenceDay, fingerprint, datasets } = manifest;
  const tables = datasets.flatMap((dataset) => dataset.tables);
  const rows = tables.reduce((total, table) => total + table.rows, 0);
  const counts = { datasets: datasets.length, tables: tables.length, rows };
  return { made, name, version, instant, referenceDay, fingerprint, ...counts, bytes, sha256 };
}
