import type { Pool } from 'pg';
import type { DataSource, EntityManager } from 'typeorm';
import type { OnProgress } from '../publishing/exportsDirectory/exportsLock.ts';
import { createRelease } from '../publishing/releases/createRelease.ts';
import { change, dryRunChange } from '../register/change.ts';
import { transactionClient } from '../sql/rowWriter.ts';
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
  /** Whether it is the embedded database, whose files are rewritten; default: false. */
  readonly embedded?: boolean;
  /** Where the releases are; it need not be there. */
  readonly directory: string;
  readonly publicUrl: string;
  readonly memberSecret: () => Promise<string>;
  /** Compute everything, and write nothing. */
  readonly dryRun?: boolean;
  readonly onProgress?: OnProgress;
}

/** What an erasure did, or would do. It never says what was erased. */
export interface ErasureReport {
  readonly dryRun: boolean;
  /** By table; `history.` is the history of a table. */
  readonly tables: readonly TableMatches[];
  readonly releases: readonly ReleaseMatches[];
  /** The version of the register afterwards; null in a dry run. */
  readonly version: number | null;
  /** Whether the files of the database were rewritten without it: not in a dry run, and not on PostgreSQL. */
  readonly filesRewritten: boolean;
  /** Tables of PostgreSQL whose files may still hold it, in their free space. */
  readonly mayRemainIn: readonly string[];
  /** Whether a row of the register changed, so that its version rose. */
  readonly wrote: boolean;
  /** The id of the erasure record (table `erasure_record`); null when nothing was found, or in a dry run. */
  readonly erasureRecord: number | null;
  /** The release that was made of the register as it is now; null when none was needed. */
  readonly release: string | null;
  /** Sources that gave what was found: they still have it. */
  readonly sources: readonly string[];
  /** Datasets that were published with it, and must be published again: `<platform> <dataset>`. */
  readonly published: readonly string[];
}

/**
 * Erases texts and members for good: from the rows of the register in one transaction that leaves an erasure record, with
 * their history; then, once that is committed, from the files of every release. Refuses with ERASURE_INVALID
 * what would take too much. If it is stopped on the way, running it again finishes.
 */
export async function erase(options: EraseOptions): Promise<ErasureReport> {
  const { dataSource, pool, embedded = false, directory, publicUrl, dryRun = false, onProgress = ignore } = options;
  checkErasure(options);
  const terms = new SearchTerms(options.texts, options.replacement);
  const before = options.texts.length === 0 ? [] : await findInReleases(directory, terms, onProgress);
  const work = eraseInTransaction(options, terms, before);
  if (dryRun) {
    const { wrote, result } = await dryRunChange(dataSource, AUTHOR, work);
    const published = await publishedDatasets(pool, before);
    const { tables, sources } = result;
    return {
      ...{ dryRun, tables, releases: before, version: null, filesRewritten: false, mayRemainIn: [], wrote },
      ...{ erasureRecord: null, release: null, sources, published },
    };
  }
  const { wrote, version, result } = await change(dataSource, AUTHOR, work);
  const { tables, recordId: erasureRecord, slugs, sources } = result;
  // Even if nothing was found: the last erasure may have been stopped before its end.
  if (embedded) await rewriteDatabaseFiles(pool);
  const mayRemainIn = embedded ? [] : await vacuum(pool, tables);
  const exported = await hasReleases(directory);
  const releases = exported ? await eraseReleases(directory, publicUrl, terms, slugs, onProgress) : [];
  // What was erased is gone from the present too: readers of `latest` are not to wait for the next export.
  const fresh = exported && erasureRecord !== null ? await createRelease({ pool, directory, publicUrl }) : null;
  return {
    ...{ dryRun, tables, releases, version, filesRewritten: embedded, mayRemainIn, wrote, erasureRecord, sources },
    release: fresh?.made ? fresh.name : null,
    published: await publishedDatasets(pool, releases),
  };
}

/** The author of the change, and the actor on the erasure record. */
const AUTHOR = { actor: 'registre erase', command: 'erase' };
const ignore = () => undefined;

function eraseInTransaction(options: EraseOptions, terms: SearchTerms, before: readonly ReleaseMatches[]) {
  const files = before.flatMap((release) => release.files);
  const inFiles = files.reduce((all, { occurrences }) => all + occurrences, 0);
  return async (manager: EntityManager) => {
    const request = { ...options, terms, actor: AUTHOR.actor, inFiles };
    const result = await eraseRegister(await transactionClient(manager), request);
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
