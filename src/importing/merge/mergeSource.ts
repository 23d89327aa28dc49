import type { PoolClient } from 'pg';
import type { DataSource } from 'typeorm';
import { fail } from '../../errors/errors.ts';
import { todayInParis } from '../../graphql/context.ts';
import { type Changed, change, dryRunChange } from '../../register/change.ts';
import { isRenamed } from '../../register/journal/trackedTables.ts';
import { finding, type SourceFinding } from '../findings/findings.ts';
import { ImportFinding } from '../findings/ImportFinding.ts';
import { IMPORT_EMPTIED } from '../importErrors.ts';
import type { MappedEntity, MappedRows } from '../mappedSource.ts';
import { changeRows, type Rows } from '../storedRows.ts';
import { SourceWord } from '../words/SourceWord.ts';
import { clearContradictedDecisions } from './decisions.ts';
import { SUBJECTS } from './editFinding.ts';
import { checkSource, type GuardOptions } from './guards/checkSource.ts';
import { saveRun } from './guards/importRuns.ts';
import { countFindings, type ImportReport } from './ImportReport.ts';
import { joinRows } from './joinRows.ts';
import type { MergeContext } from './MergedRow.ts';
import { markAbsences } from './markAbsences.ts';
import { keysOfRows, type MatchResult, matchRows, type SluggedRow } from './matchRows.ts';
import { mergeRows } from './mergeRows.ts';
import { readKeys } from './readKeys.ts';
import { leaveOutRejected, type RejectedRow, rejectedFindings, withoutRejected } from './rejectedRows.ts';
import { type Renaming, renameRows, saveFormerSlugs } from './renameRows.ts';
import { SOURCED_KINDS, type SourcedKind } from './sourcedKinds.ts';
import { syncMemberships } from './syncMemberships.ts';
import { syncRecords } from './syncRows.ts';
import { writeMethod } from './writeMethod.ts';
import { writeSuccessions } from './writeSuccessions.ts';

export interface MergeOptions extends GuardOptions {
  /** The secret of the keys of members. */
  memberSecret: string;
  /** Roll the transaction back, and report the problems of the source. */
  dryRun?: boolean;
  /** The values of the source replace those that were edited here; default: false. */
  takeSource?: boolean;
  /** The number of rows that are merged together, which limits memory; default: 500. */
  batchSize?: number;
  /** The day of the import in Paris, `YYYY-MM-DD`. Default: today. */
  today?: string;
  onProgress?: (step: string, done: number, total: number) => void;
}

/**
 * Merges the rows of a source into the register, in one transaction. A value that was edited here is kept, with a finding.
 * Rows that are already equal are not written, so a second import of the same files writes nothing. Rows that the source no longer
 * has stay, with the day of this import as `absent_since` and a finding.
 */
export async function mergeSource(
  dataSource: DataSource,
  mapped: MappedRows,
  options: MergeOptions,
): Promise<ImportReport> {
  const work = (client: PoolClient) =>
    leaveOutRejected(client, (rejected) => mergeIn(client, mapped, rejected, options));
  const author = { actor: `source ${mapped.source.name}`, command: 'import' };
  if (options.dryRun) {
    const { result, wrote } = await dryRunChange(dataSource, author, work);
    return { ...result, wrote, version: null };
  }
  const { result, wrote, version } = await change(dataSource, author, work);
  return { ...result, wrote, version };
}

type MergeResult = Omit<ImportReport, 'wrote' | 'version'>;

async function mergeIn(
  client: PoolClient,
  given: MappedRows,
  rejectedRows: readonly RejectedRow[],
  options: MergeOptions,
): Promise<Changed<MergeResult>> {
  const { memberSecret, takeSource = false, batchSize = 500, today = todayInParis(), onProgress } = options;
  const mapped = withoutRejected(given, rejectedRows);
  const source = await findOrCreateSource(client, mapped, today);
  await rejectEmptied(client, source, mapped);
  const { rejected, problems, run } = await checkSource(client, source, mapped, options);
  let done = 0;
  const step = (name: string) => onProgress?.(name, ++done, STEP_COUNT);

  const rowsOf = { ...mapped, entities: await withKnownParents(client, mapped.entities) };
  const findings = rejectedFindings(rejectedRows);
  /** The findings of the mapping, then those of the merge. */
  function* allFindings(): Generator<SourceFinding> {
    yield* mapped.findings;
    yield* findings;
  }
  const leftOut = new Set(rejectedRows.map(({ row }) => row.mapped.sourceId));
  /** The number of slugs that changed, and of former slugs that are new. */
  let renames = 0;
  const matches = new Map<SourcedKind, MatchResult>();
  for (const kind of SOURCED_KINDS) {
    const renaming = await joinAndRename(client, kind, source, keysOfRows(rowsOf[ROWS_OF_KIND[kind]]));
    findings.push(...renaming.findings);
    renames += renaming.renamed;
    matches.set(kind, await matchRows(client, kind, source.id, renaming.rows));
  }
  const { find, ...keys } = await readKeys(client, matches);
  const context: MergeContext = { client, source, takeSource, batchSize, ...keys };
  const kinds: ImportReport['kinds'] = [];
  const absentIds: string[] = [];
  for (const [kind, { matched, absent, respelled }] of matches) {
    const merged = await mergeRows(
      context,
      kind,
      matched.filter(({ mapped: { sourceId } }) => !leftOut.has(sourceId)),
      rowsOf[ROWS_OF_KIND[kind]],
    );
    if (kind === 'startup' && takeSource) await clearContradictedDecisions(client);
    kinds.push({ kind, ...merged.counts });
    findings.push(...merged.findings);
    if (isRenamed(kind)) renames += await saveFormerSlugs(client, kind, matched);
    absentIds.push(...absent);
    for (const sourceId of absent) {
      findings.push(finding('ABSENT_FROM_SOURCE', { subject: SUBJECTS[kind], sourceId }, 'id'));
    }
    for (const { sourceId, given } of respelled) {
      findings.push(finding('ID_CASE', { subject: SUBJECTS[kind], sourceId }, 'id', given, sourceId));
    }
    step(ROWS_OF_KIND[kind]);
  }
  const absences = await markAbsences(client, source.id, absentIds, source.day);
  const startups = { find: (slug: string) => find('startup', slug), absent: absences.startups };
  const { length } = mapped.successions;
  if (length > 0) {
    const created = await writeSuccessions(client, mapped.successions, (slug) => keys.keyOf('entity', slug));
    kinds.push({ kind: 'succession', created, updated: 0, deleted: 0, unchanged: length - created });
  }
  const memberships = await syncMemberships(client, source, mapped.memberships, startups, memberSecret);
  kinds.push({ kind: 'membership', updated: 0, ...memberships.counts });
  findings.push(...memberships.findings);
  kinds.push({ kind: 'method', ...(await writeMethod(client, mapped)) });
  step('teams');
  kinds.push({
    kind: 'finding',
    updated: 0,
    ...(await syncRecords(client, ImportFinding, source.id, recordsOf(allFindings()))),
  });
  kinds.push({ kind: 'word', updated: 0, ...(await syncRecords(client, SourceWord, source.id, mapped.words)) });
  step('findings');

  const wrote =
    source.isNew ||
    absences.changed + renames > 0 ||
    kinds.some(({ created, updated, deleted }) => created + updated + deleted > 0);
  if (wrote) {
    const imported =
      'UPDATE import_source SET imported_at = greatest(now(), imported_at), imported_on = $2 WHERE id = $1';
    await client.query(imported, [source.id, source.day]);
    await saveRun(client, source.id, run);
  }
  return {
    wrote,
    result: { source: mapped.source.name, kinds, rejected, problems, findings: countFindings(allFindings()) },
  };
}

function* recordsOf(findings: Iterable<SourceFinding>): Generator<Partial<ImportFinding>> {
  for (const each of findings) yield { ...each, sourceId: each.sourceId === '' ? null : each.sourceId };
}

/** The number of calls of `step` in `mergeIn`. */
const STEP_COUNT = 7;

const ROWS_OF_KIND = {
  entity: 'entities',
  theme: 'themes',
  mission: 'missions',
  startup: 'startups',
  service: 'services',
} as const satisfies Record<SourcedKind, keyof MappedRows>;

/** Joins rows with those of other sources, then renames those with a new id. Rows of some kinds keep their slug. */
async function joinAndRename(
  client: PoolClient,
  kind: SourcedKind,
  source: Awaited<ReturnType<typeof findOrCreateSource>>,
  given: readonly SluggedRow[],
): Promise<Renaming> {
  if (!isRenamed(kind)) return { rows: given, findings: [], renamed: 0 };
  const { rows, joined } = await joinRows(client, kind, source, given);
  const renaming = await renameRows(client, kind, source, rows);
  return { ...renaming, renamed: joined + renaming.renamed };
}

/** The source, and the day of this import: never before that of its last import, even if the clock was set back. */
async function findOrCreateSource(
  client: PoolClient,
  { source: { name, title, licence, url } }: MappedRows,
  today: string,
) {
  const inserted = await client.query(
    `INSERT INTO import_source (name, title, licence, url, imported_at) VALUES ($1, $2, $3, $4, now())
     ON CONFLICT (name) DO NOTHING`,
    [name, title, licence, url],
  );
  const found = await client.query<{ id: number; day: string }>(
    'SELECT id, greatest(imported_on, $2::date) AS day FROM import_source WHERE name = $1',
    [name, today],
  );
  if (!found.rows[0]) throw new Error(`the source ${name} does not exist`);
  return { ...found.rows[0], name, isNew: inserted.rowCount !== 0 };
}

/** Leaves out the parents that neither the source nor the register has: they are in the reference register, which is optional. */
async function withKnownParents(client: PoolClient, entities: Rows<MappedEntity>): Promise<Rows<MappedEntity>> {
  const { rows } = await client.query<{ slug: string }>('SELECT slug FROM entity');
  const known = new Set(rows.map(({ slug }) => slug));
  for (const { slug } of entities) known.add(slug);
  return changeRows(entities, (entity) => [
    entity.parent === null || known.has(entity.parent) ? entity : { ...entity, parent: null },
  ]);
}

/** Rejects an empty list when the register has rows of the source: an empty file must not delete all memberships. */
async function rejectEmptied(
  client: PoolClient,
  source: { id: number; name: string },
  mapped: MappedRows,
): Promise<void> {
  const { rows } = await client.query<{ startups: number; memberships: number }>(
    `SELECT (SELECT count(*)::int FROM source_record WHERE source_id = $1 AND startup_id IS NOT NULL) AS startups,
       (SELECT count(*)::int FROM membership WHERE source_id = $1) AS memberships`,
    [source.id],
  );
  for (const kind of ['startups', 'memberships'] as const) {
    const held = rows[0]?.[kind] ?? 0;
    if (held > 0 && mapped[kind].length === 0) fail(IMPORT_EMPTIED, { source: source.name, kind, held });
  }
}
