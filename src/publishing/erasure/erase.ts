import type { Pool } from 'pg';
import type { DataSource, EntityManager } from 'typeorm';
import { change, dryRunChange } from '../../register/change.ts';
import { clientOf } from '../../sql/rowWriter.ts';
import { releaseExports } from '../release/release.ts';
import { checkErasure } from './checkErasure.ts';
import type { Member } from './eraseMembers.ts';
import { eraseRegister, type RegisterErasure } from './eraseRegister.ts';
import { eraseReleases, findInReleases, hasReleases } from './eraseReleases.ts';
import type { FoundRows } from './eraseRows.ts';
import { Forgotten } from './Forgotten.ts';
import { rewriteFiles, vacuum } from './rewriteFiles.ts';
import type { FoundRelease } from './rewriteRelease.ts';

export interface EraseOptions {
  readonly dataSource: DataSource;
  readonly pool: Pool;
  /** Whether it is the embedded database, whose files are rewritten; default: false. */
  readonly embedded?: boolean;
  /** Where the releases are; it need not be there. */
  readonly directory: string;
  readonly publicUrl: string;
  readonly texts: readonly string[];
  readonly members: readonly Member[];
  /** The secret that member keys are made with. */
  readonly memberSecret: () => Promise<string>;
  readonly reason: string;
  readonly replacement: string;
  /** Work everything out, and write nothing. */
  readonly dryRun?: boolean;
  readonly onProgress?: (what: string, done: number, total: number) => void;
}

/** What an erasure did, or would do. It never says what was erased. */
export interface ErasureReport {
  readonly dryRun: boolean;
  /** By table, `history.` being what is remembered of it. */
  readonly tables: readonly FoundRows[];
  readonly releases: readonly FoundRelease[];
  /** The version that the register is at afterwards; null in a rehearsal. */
  readonly version: number | null;
  /** Whether the files of the database were rewritten without it: not in a dry run, and not on PostgreSQL. */
  readonly filesRewritten: boolean;
  /** Tables of PostgreSQL whose files may still hold it, in their free space. */
  readonly mayRemainIn: readonly string[];
  /** Whether a row of the register changed, so that its version rose. */
  readonly wrote: boolean;
  /** What was left of it; null when nothing was found, or in a rehearsal. */
  readonly tombstone: number | null;
  /** The release that was made of the register as it is now; null when none was needed. */
  readonly release: string | null;
  /** Sources that gave what was found: they still have it. */
  readonly sources: readonly string[];
  /** Datasets that were published with it, and must be published again: `<platform> <dataset>`. */
  readonly published: readonly string[];
}

/** Who erases, in the journal and on the tombstone. */
const ACTOR = 'registre erase';

/**
 * Erases texts and members for good: from the rows of the register in one transaction that leaves a tombstone, with
 * all that it remembers; then, once that is committed, from the files of every release. Refuses with ERASURE_INVALID
 * what would take too much. If it is stopped on the way, running it again finishes.
 */
export async function erase(options: EraseOptions): Promise<ErasureReport> {
  const {
    dataSource,
    pool,
    embedded = false,
    directory,
    publicUrl,
    dryRun = false,
    onProgress = () => undefined,
  } = options;
  checkErasure(options);
  const forgotten = new Forgotten(options.texts, options.replacement);
  const nothing = options.texts.length === 0;
  const before = nothing ? [] : await findInReleases(directory, forgotten, onProgress);
  const work = workOf(options, forgotten, before);
  if (dryRun) {
    const { wrote, result } = await dryRunChange(dataSource, AUTHOR, work);
    const published = await publishedOf(pool, before);
    const { tables, sources } = result;
    return {
      dryRun,
      tables,
      releases: before,
      version: null,
      filesRewritten: false,
      mayRemainIn: [],
      wrote,
      tombstone: null,
      release: null,
      sources,
      published,
    };
  }
  const { wrote, version, result } = await change(dataSource, AUTHOR, work);
  const { tables, tombstone, slugs, sources } = result;
  // Even if nothing was found: the last erasure may have been stopped before its end.
  if (embedded) await rewriteFiles(pool);
  const mayRemainIn = embedded ? [] : await vacuum(pool, tables);
  const exported = await hasReleases(directory);
  const releases = exported ? await eraseReleases(directory, publicUrl, forgotten, slugs, onProgress) : [];
  // What was erased is gone from the present too: readers of `latest` are not to wait for the next export.
  const fresh = exported && tombstone !== null ? await releaseExports({ pool, directory, publicUrl }) : null;
  return {
    ...{ dryRun, tables, releases, version, filesRewritten: embedded, mayRemainIn, wrote, tombstone, sources },
    release: fresh?.made ? fresh.name : null,
    published: await publishedOf(pool, releases),
  };
}

const AUTHOR = { actor: ACTOR, command: 'erase' };

function workOf(options: EraseOptions, forgotten: Forgotten, before: readonly FoundRelease[]) {
  const { members, memberSecret, reason, onProgress } = options;
  const files = before.flatMap((release) => release.files);
  const inFiles = files.reduce((all, { occurrences }) => all + occurrences, 0);
  const asked: RegisterErasure = { forgotten, members, memberSecret, actor: ACTOR, reason, inFiles, onProgress };
  return async (manager: EntityManager) => {
    const result = await eraseRegister(await clientOf(manager), asked);
    return { wrote: result.wrote, result };
  };
}

async function publishedOf(pool: Pool, releases: readonly FoundRelease[]): Promise<string[]> {
  const paths = releases.flatMap(({ files }) => files.map(({ path }) => path));
  const datasets = [...new Set(paths.map((path) => path.split('/')[0]))];
  const { rows } = await pool.query<{ told: string }>(
    `SELECT platform || ' ' || dataset AS told FROM published_dataset
     WHERE remote_id IS NOT NULL AND dataset = ANY ($1) ORDER BY told`,
    [datasets],
  );
  return rows.map(({ told }) => told);
}
