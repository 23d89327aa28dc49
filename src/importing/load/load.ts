import type { PoolClient } from 'pg';
import type { DataSource, EntityManager } from 'typeorm';
import { fail } from '../../errors/errors.ts';
import type { Changed } from '../../register/change.ts';
import { change, rehearse } from '../../register/change.ts';
import { clientOf } from '../../sql/rowWriter.ts';
import type { Desired, Sourced } from '../desired.ts';
import type { Finding } from '../findings/Finding.ts';
import { finding } from '../findings/findings.ts';
import { IMPORT_EMPTIED } from '../importErrors.ts';
import type { ImportReport, KindReport } from './report.ts';
import { countFindings, reportOf } from './report.ts';
import type { Matched, Matching, SourcedKind } from './sourceRows.ts';
import { keepRecords, matchRows } from './sourceRows.ts';
import type { KeyOf } from './writeDomain.ts';
import {
  writeEntities,
  writeMissions,
  writeParents,
  writeServices,
  writeStartups,
  writeThemes,
} from './writeDomain.ts';
import { writeFindings } from './writeFindings.ts';
import { writeMemberships } from './writeMemberships.ts';
import { writeMethod } from './writeMethod.ts';

export interface LoadOptions {
  /** The secret that member keys are made with. */
  memberSecret: string;
  /** Work everything out, then roll it back. */
  dryRun?: boolean;
  /** Told of each step that is done. */
  onProgress?: (step: string, done: number, total: number) => void;
}

/**
 * Brings the register to what a source says: one transaction, all or nothing. What is there already as the source
 * says it is not touched, so that a second import of the same input writes nothing. Rows that the source no longer
 * gives stay, with a finding.
 */
export async function load(dataSource: DataSource, desired: Desired, options: LoadOptions): Promise<ImportReport> {
  const work = (manager: EntityManager) => loadWith(manager, desired, options);
  const author = { actor: `source ${desired.source.name}`, command: 'import' };
  if (options.dryRun) {
    const { result, wrote } = await rehearse(dataSource, author, work);
    return { ...result, wrote, version: null };
  }
  const { result, wrote, version } = await change(dataSource, author, work);
  return { ...result, wrote, version };
}

type Work = Pick<ImportReport, 'source' | 'kinds' | 'findings'>;

async function loadWith(manager: EntityManager, desired: Desired, options: LoadOptions): Promise<Changed<Work>> {
  const client = await clientOf(manager);
  const source = await sourceOf(client, desired);
  await refuseEmptied(client, source, desired);
  let done = 0;
  const step = (name: string) => options.onProgress?.(name, ++done, 8);

  const entities = await matchRows(client, 'entity', source.id, desired.entities);
  await writeEntities(client, entities.matched);
  const entity = await keysOf(client, 'entity', entities.matched);
  await writeParents(client, entities.matched, entity);
  step('entities');
  const themes = await matchRows(client, 'theme', source.id, desired.themes);
  await writeThemes(client, themes.matched);
  step('themes');
  const startups = await matchRows(client, 'startup', source.id, desired.startups);
  await writeStartups(client, startups.matched, entity);
  const startup = await keysOf(client, 'startup', startups.matched);
  step('startups');
  const services = await matchRows(client, 'service', source.id, desired.services);
  await writeServices(client, services.matched, { entity, startup });
  step('services');
  const missions = await matchRows(client, 'mission', source.id, desired.missions);
  await writeMissions(client, missions.matched, {
    entity,
    theme: await keysOf(client, 'theme', themes.matched),
    service: await keysOf(client, 'service', services.matched),
  });
  step('missions');

  const absent: Finding[] = [];
  const kinds: KindReport[] = [];
  const finish = async <D extends Sourced>(kind: SourcedKind, { matched, absent: gone }: Matching<D>) => {
    await keepRecords(client, kind, source.id, matched);
    kinds.push(reportOf(kind, matched));
    absent.push(...gone.map((sourceId) => finding('ABSENT_FROM_SOURCE', { subject: SUBJECTS[kind], sourceId }, 'id')));
  };
  await finish('entity', entities);
  await finish('theme', themes);
  await finish('mission', missions);
  await finish('startup', startups);
  await finish('service', services);
  step('records');

  const memberships = await writeMemberships(client, source, desired.memberships, startup, options.memberSecret);
  kinds.push({ kind: 'membership', updated: 0, ...memberships });
  kinds.push(await writeMethod(client, desired));
  step('teams');
  const findings = [...desired.findings, ...absent];
  kinds.push({ kind: 'finding', updated: 0, ...(await writeFindings(client, source.id, findings)) });
  step('findings');

  const wrote = source.isNew || kinds.some(({ created, updated, deleted }) => created + updated + deleted > 0);
  if (wrote) await client.query('UPDATE import_source SET imported_at = now() WHERE id = $1', [source.id]);
  return { wrote, result: { source: desired.source.name, kinds, findings: countFindings(findings) } };
}

const SUBJECTS = {
  entity: 'ENTITY',
  theme: 'THEME',
  mission: 'MISSION',
  startup: 'STARTUP',
  service: 'SERVICE',
} as const satisfies Record<SourcedKind, Finding['subject']>;

async function sourceOf(client: PoolClient, { source }: Desired) {
  const { name, title, licence, url } = source;
  const inserted = await client.query<{ id: number }>(
    `INSERT INTO import_source (name, title, licence, url, imported_at) VALUES ($1, $2, $3, $4, now())
     ON CONFLICT (name) DO NOTHING RETURNING id`,
    [name, title, licence, url],
  );
  const known =
    inserted.rows[0] ??
    (await client.query<{ id: number }>('SELECT id FROM import_source WHERE name = $1', [name])).rows[0];
  if (!known) throw new Error(`the source ${name} is not there`);
  return { id: known.id, name, isNew: inserted.rows.length > 0 };
}

// Rows that a source no longer gives are kept, but its memberships are a set: an empty file must not empty it.
async function refuseEmptied(
  client: PoolClient,
  source: { id: number; name: string },
  desired: Desired,
): Promise<void> {
  const { rows } = await client.query<{ startups: number; memberships: number }>(
    `SELECT (SELECT count(*)::int FROM source_record WHERE source_id = $1 AND startup_id IS NOT NULL) AS startups,
       (SELECT count(*)::int FROM membership WHERE source_id = $1) AS memberships`,
    [source.id],
  );
  for (const kind of ['startups', 'memberships'] as const) {
    const held = rows[0]?.[kind] ?? 0;
    if (held > 0 && desired[kind].length === 0) fail(IMPORT_EMPTIED, { source: source.name, kind, held });
  }
}

/** The keys behind the slugs of a source: of its own rows, else of any row of that slug. */
async function keysOf<D extends { slug: string }>(
  client: PoolClient,
  kind: SourcedKind,
  matched: readonly Matched<D>[],
): Promise<KeyOf> {
  const { rows } = await client.query<{ slug: string; id: number }>(`SELECT slug, id FROM ${kind}`);
  const keys = new Map(rows.map(({ slug, id }) => [slug, id]));
  for (const { desired, id } of matched) if (id !== null) keys.set(desired.slug, id);
  return (slug) => {
    const key = keys.get(slug);
    if (key === undefined) throw new Error(`no ${kind} has the slug ${slug}`);
    return key;
  };
}
