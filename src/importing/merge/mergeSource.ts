import type { PoolClient } from 'pg';
import type { DataSource, EntityManager } from 'typeorm';
import { fail } from '../../errors/errors.ts';
import { todayInParis } from '../../graphql/context.ts';
import { columnsOf } from '../../graphql/relations/columns.ts';
import { type Changed, change, dryRunChange } from '../../register/change.ts';
import { transactionClient } from '../../sql/executeInBatches.ts';
import { finding, type SourceFinding } from '../findings/findings.ts';
import { ImportFinding } from '../findings/ImportFinding.ts';
import { IMPORT_EMPTIED } from '../importErrors.ts';
import type { MappedSource } from '../mappedSource.ts';
import { countFindings, countRows, type ImportReport } from './ImportReport.ts';
import { markAbsences } from './markAbsences.ts';
import { type MatchedRow, matchRows, type SourcedKind, saveRecords } from './matchRows.ts';
import { formerSlugsOf, isRenamed, renameRows, saveFormerSlugs } from './renameRows.ts';
import { syncMemberships } from './syncMemberships.ts';
import { syncRows } from './syncRows.ts';
import type { KeyOf } from './writeDomain.ts';
import {
  writeEntities,
  writeMissions,
  writeParents,
  writeServices,
  writeStartups,
  writeThemes,
} from './writeDomain.ts';
import { writeMethod } from './writeMethod.ts';

interface MergeOptions {
  /** The secret of the keys of members. */
  memberSecret: string;
  /** Roll the transaction back. */
  dryRun?: boolean;
  /** The day of the import in Paris, `YYYY-MM-DD`. Default: today. */
  today?: string;
  onProgress?: (step: string, done: number, total: number) => void;
}

/**
 * Merges the rows of a source into the register, in one transaction. Rows that are already equal are not written, so a
 * second import of the same files writes nothing. Rows that the source no longer has stay, with the day of this import
 * as `absent_since` and a finding.
 */
export async function mergeSource(
  dataSource: DataSource,
  mapped: MappedSource,
  options: MergeOptions,
): Promise<ImportReport> {
  const work = (manager: EntityManager) => mergeIn(manager, mapped, options);
  const author = { actor: `source ${mapped.source.name}`, command: 'import' };
  if (options.dryRun) {
    const { result, wrote } = await dryRunChange(dataSource, author, work);
    return { ...result, wrote, version: null };
  }
  const { result, wrote, version } = await change(dataSource, author, work);
  return { ...result, wrote, version };
}

type MergeResult = Pick<ImportReport, 'source' | 'kinds' | 'findings'>;

async function mergeIn(
  manager: EntityManager,
  mapped: MappedSource,
  { memberSecret, today = todayInParis(), onProgress }: MergeOptions,
): Promise<Changed<MergeResult>> {
  const client = await transactionClient(manager);
  const source = await findOrCreateSource(client, mapped, today);
  await rejectEmptied(client, source, mapped);
  let done = 0;
  const step = (name: string) => onProgress?.(name, ++done, STEP_COUNT);

  const entities = await matchRows(client, 'entity', source.id, mapped.entities);
  await writeEntities(client, entities.matched);
  const entityKey = keyOf(await keysBySlug(client, 'entity', entities.matched));
  await writeParents(client, entities.matched, entityKey);
  step('entities');
  const themes = await matchRows(client, 'theme', source.id, mapped.themes);
  await writeThemes(client, themes.matched);
  step('themes');
  const renamedStartups = await renameRows(client, 'startup', source.id, mapped.startups);
  const startups = await matchRows(client, 'startup', source.id, renamedStartups.rows);
  await writeStartups(client, startups.matched, entityKey);
  const startupKeys = await keysBySlug(client, 'startup', startups.matched);
  step('startups');
  const renamedServices = await renameRows(client, 'service', source.id, mapped.services);
  const services = await matchRows(client, 'service', source.id, renamedServices.rows);
  await writeServices(client, services.matched, { entity: entityKey, startup: keyOf(startupKeys) });
  step('services');
  const missions = await matchRows(client, 'mission', source.id, mapped.missions);
  await writeMissions(client, missions.matched, {
    entity: entityKey,
    theme: keyOf(await keysBySlug(client, 'theme', themes.matched)),
    service: keyOf(await keysBySlug(client, 'service', services.matched)),
  });
  step('missions');

  const findings = [...mapped.findings, ...renamedStartups.findings, ...renamedServices.findings];
  const kinds: ImportReport['kinds'] = [];
  const absentIds: string[] = [];
  for (const matching of [entities, themes, missions, startups, services]) {
    const { kind, matched, absent } = matching;
    await saveRecords(matching, client, source.id);
    kinds.push({ kind, ...countRows(matched) });
    absentIds.push(...absent);
    for (const sourceId of absent) {
      findings.push(finding('ABSENT_FROM_SOURCE', { subject: SUBJECTS[kind], sourceId }, 'id'));
    }
  }
  const formerSlugs =
    (await saveFormerSlugs(client, 'startup', startups.matched)) +
    (await saveFormerSlugs(client, 'service', services.matched));
  const absences = await markAbsences(client, source.id, absentIds, source.day);
  step('records');
  const keys = { bySlug: startupKeys, absent: absences.startups };
  const memberships = await syncMemberships(client, source, mapped.memberships, keys, memberSecret);
  kinds.push({ kind: 'membership', updated: 0, ...memberships });
  kinds.push({ kind: 'method', ...(await writeMethod(client, mapped)) });
  step('teams');
  kinds.push({ kind: 'finding', updated: 0, ...(await syncFindings(client, source.id, findings)) });
  step('findings');

  const wrote =
    source.isNew ||
    absences.changed + formerSlugs > 0 ||
    kinds.some(({ created, updated, deleted }) => created + updated + deleted > 0);
  if (wrote) {
    const imported = 'UPDATE import_source SET imported_at = now(), imported_on = $2 WHERE id = $1';
    await client.query(imported, [source.id, source.day]);
  }
  return { wrote, result: { source: mapped.source.name, kinds, findings: countFindings(findings) } };
}

/** The number of calls of `step` in `mergeIn`. */
const STEP_COUNT = 8;

const SUBJECTS = {
  entity: 'ENTITY',
  theme: 'THEME',
  mission: 'MISSION',
  startup: 'STARTUP',
  service: 'SERVICE',
} as const satisfies Record<SourcedKind, SourceFinding['subject']>;

/** The source, and the day of this import: never before that of its last import, even if the clock was set back. */
async function findOrCreateSource(
  client: PoolClient,
  { source: { name, title, licence, url } }: MappedSource,
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

/** Rejects an empty list when the register has rows of the source: an empty file must not delete all memberships. */
async function rejectEmptied(
  client: PoolClient,
  source: { id: number; name: string },
  mapped: MappedSource,
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

/** The keys of rows by slug, former slugs included. Slugs of the source come first: the register may have given its rows other slugs. */
async function keysBySlug<D extends { slug: string }>(
  client: PoolClient,
  kind: SourcedKind,
  matched: readonly MatchedRow<D>[],
): Promise<ReadonlyMap<string, number>> {
  const { rows } = await client.query<{ slug: string; id: number }>(`SELECT slug, id FROM ${kind}`);
  const former = isRenamed(kind) ? await formerSlugsOf(client, kind) : [];
  const keys = new Map([...former, ...rows].map(({ slug, id }) => [slug, id]));
  for (const { mapped, id } of matched) if (id !== null) keys.set(mapped.slug, id);
  return keys;
}

function keyOf(keys: ReadonlyMap<string, number>): KeyOf {
  return (slug) => {
    const key = keys.get(slug);
    if (key === undefined) throw new Error(`no row has the slug ${slug}`);
    return key;
  };
}

/** Makes the findings of a source those of its last import. */
function syncFindings(client: PoolClient, importSourceId: number, findings: readonly SourceFinding[]) {
  const columns = columnsOf(ImportFinding).filter(({ property }) => property !== 'key' && property !== 'importKey');
  const rows = findings.map(({ sourceId: id, ...rest }) => ({ ...rest, source_key: id === '' ? null : id }));
  const types = Object.fromEntries(columns.map(({ name, type }) => [name, type]));
  return syncRows(client, 'import_finding', importSourceId, types, rows);
}
