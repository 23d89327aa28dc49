import type { Pool, PoolClient } from 'pg';
import type { DataSource } from 'typeorm';
import type { OnProgress } from '../publishing/exportsDirectory/exportsLock.ts';
import type { Provenance } from '../publishing/provenance.ts';
import { createRelease } from '../publishing/releases/createRelease.ts';
import { change, dryRunChange } from '../register/change.ts';
import { checkErasure, type ErasureRequest } from './checkErasure.ts';
import { eraseRegister } from './eraseRegister.ts';
import { eraseReleases, findInReleases, hasReleases } from './eraseReleases.ts';
import type { TableMatches } from './eraseRows.ts';
import type { ReleaseMatches } from './rewriteRelease.ts';
import { SearchTerms } from './SearchTerms.ts';
import { rewriteDatabaseFiles, vacuum } from './vacuum.ts';

export interface EraseOptions extends ErasureRequest {
  readonly dataSource: DataSource;
  readonly pool: Pool;
  /** Whether the database is embedded: its files are then rewritten. Default: false. */
  readonly embedded?: boolean;
  /** The exports directory; it may not exist. */
  readonly directory: string;
  readonly publicUrl: string;
  /** Whether the new release has bundles; default: false. */
  readonly bundles?: boolean;
  /** The publisher of the new release; default: as in `createRelease`. */
  readonly provenance?: Provenance;
  readonly memberSecret: () => Promise<string>;
  /** Report the matches and write nothing. */
  readonly dryRun?: boolean;
  readonly onProgress?: OnProgress;
}

/** The result of an erasure or a dry run. It never contains the erased text. */
export interface ErasureReport {
  readonly dryRun: boolean;
  /** The matches by table; `history.startup` is the history of the table `startup`. */
  readonly tables: readonly TableMatches[];
  readonly releases: readonly ReleaseMatches[];
  /** The version of the register after the erasure; null in a dry run. */
  readonly version: number | null;
  /** Whether the files of the database were rewritten; false in a dry run and on PostgreSQL. */
  readonly filesRewritten: boolean;
  /** The tables of PostgreSQL whose files may still contain the erased data in their free space. */
  readonly mayRemainIn: readonly string[];
  /** Whether a current row changed, which increments the version of the register. */
  readonly wrote: boolean;
  /** The id of the erasure record (table `erasure_record`); null if nothing matched, or in a dry run. */
  readonly erasureRecord: number | null;
  /** The release that was exported after the erasure; null if none was needed. */
  readonly release: string | null;
  /** The sources of the erased rows, which still have the data. */
  readonly sources: readonly string[];
  /** The published datasets with erased data, which must be published again: `<platform> <dataset>`. */
  readonly published: readonly string[];
}

/**
 * Erases texts and members for good. One transaction erases them from the register and its history, and writes an erasure
 * record. After its commit, every release is rewritten. Throws ERASURE_INVALID. If an erasure is interrupted, running it again
 * finishes it.
 */
export async function erase(options: EraseOptions): Promise<ErasureReport> {
  const {
    dataSource,
    pool,
    embedded = false,
    directory,
    publicUrl,
    bundles,
    provenance,
    dryRun = false,
    onProgress = ignore,
  } = options;
  checkErasure(options);
  const terms = new SearchTerms(options.texts, options.replacement);
  const releaseMatches = options.texts.length === 0 ? [] : await findInReleases(directory, terms, onProgress);
  const work = eraseInTransaction(options, terms, releaseMatches);
  if (dryRun) {
    const { wrote, result } = await dryRunChange(dataSource, AUTHOR, work);
    const published = await publishedDatasets(pool, releaseMatches);
    const { tables, sources } = result;
    return {
      dryRun,
      tables,
      releases: releaseMatches,
      version: null,
      filesRewritten: false,
      mayRemainIn: [],
      wrote,
      erasureRecord: null,
      release: null,
      sources,
      published,
    };
  }
  const { wrote, version, result } = await change(dataSource, AUTHOR, work);
  const { tables, recordId: erasureRecord, slugs, sources } = result;
  // Rewrite the files even if nothing matched: an earlier erasure may have been interrupted.
  if (embedded) await rewriteDatabaseFiles(pool);
  const mayRemainIn = embedded ? [] : await vacuum(pool, tables);
  const exported = await hasReleases(directory);
  const releases = exported ? await eraseReleases(directory, publicUrl, terms, slugs, onProgress) : [];
  // Export a release now: `latest` must show the register after the erasure, also without the erased members.
  // A code without a label must not delay it.
  const release = { pool, directory, publicUrl, bundles, provenance, allowUnlabelled: true };
  const newRelease = exported && erasureRecord !== null ? await createRelease(release) : null;
  return {
    dryRun,
    tables,
    releases,
    version,
    filesRewritten: embedded,
    mayRemainIn,
    wrote,
    erasureRecord,
    sources,
    release: newRelease?.made ? newRelease.name : null,
    published: await publishedDatasets(pool, releases),
  };
}

/** The author of the change, and the actor on the erasure record. */
const AUTHOR = { actor: 'registre erase', command: 'erase' };
const ignore = () => undefined;

function eraseInTransaction(options: EraseOptions, terms: SearchTerms, releaseMatches: readonly ReleaseMatches[]) {
  const files = releaseMatches.flatMap((release) => release.files);
  const occurrencesInReleases = files.reduce((all, { occurrences }) => all + occurrences, 0);
  return async (client: PoolClient) => {
    const request = { ...options, terms, actor: AUTHOR.actor, occurrencesInReleases };
    const result = await eraseRegister(client, request);
    return { wrote: result.wrote, result };
  };
}

async function publishedDatasets(pool: Pool, releases: readonly ReleaseMatches[]): Promise<string[]> {
  const paths = releases.flatMap(({ files }) => files.map(({ path }) => path));
  const datasets = [...new Set(paths.map((path) => path.split('/')[0]))];
  const { rows } = await pool.query<{ name: string }>(
    `SELECT platform || ' ' || dataset AS name FROM published_dataset
     WHERE remote_id IS NOT NULL AND dataset = ANY ($1) ORDER BY name`,
    [datasets],
  );
  return rows.map(({ name }) => name);
}
