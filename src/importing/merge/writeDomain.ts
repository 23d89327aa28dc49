import type { PoolClient } from 'pg';
import { Entity } from '../../domain/entities/Entity.ts';
import { EntityIdentifier } from '../../domain/entities/EntityIdentifier.ts';
import { FormerParent } from '../../domain/entities/FormerParent.ts';
import { Mission } from '../../domain/missions/Mission.ts';
import { MissionAction } from '../../domain/missions/MissionAction.ts';
import { Service } from '../../domain/services/Service.ts';
import { Link } from '../../domain/startups/Link.ts';
import { Phase } from '../../domain/startups/Phase.ts';
import { Startup } from '../../domain/startups/Startup.ts';
import { StartupEvent } from '../../domain/startups/StartupEvent.ts';
import { Theme } from '../../domain/themes/Theme.ts';
import { executeInBatches } from '../../sql/executeInBatches.ts';
import type {
  MappedEntity,
  MappedMission,
  MappedService,
  MappedStartup,
  MappedSuccession,
  MappedTheme,
} from '../mappedSource.ts';
import type { MatchedRow } from './matchRows.ts';
import { replaceChildren, replaceJoinRows, writeSluggedRows } from './writeRows.ts';

/** Returns the key of the row of the register with a slug of the source. */
export type KeyOf = (slug: string) => number;

/** Writes entities without their parents, since a parent may come later in the list: `writeParents` adds them. */
export async function writeEntities(client: PoolClient, rows: readonly MatchedRow<MappedEntity>[]): Promise<void> {
  await writeSluggedRows(client, Entity, rows, (entity) => entity, KEEP_CLOSED);
  await replaceChildren(client, EntityIdentifier, rows, ({ identifiers }) => identifiers);
}

export async function writeParents(
  client: PoolClient,
  rows: readonly MatchedRow<MappedEntity>[],
  entityKey: KeyOf,
): Promise<void> {
  const parents = rows
    .filter(({ action, mapped, shared }) => action !== 'none' && !(shared && mapped.parent === null))
    .map(({ id, mapped }) => ({ id, parent: keyOrNull(mapped.parent, entityKey) }));
  await executeInBatches(
    client,
    { id: 'integer', parent: 'integer' },
    parents,
    'UPDATE entity t SET parent_id = x.parent FROM {rows} WHERE t.id = x.id AND t.parent_id IS DISTINCT FROM x.parent',
  );
}

/** Writes the former parents and the successions of entities, once all entities are there. */
export async function writeLineage(
  client: PoolClient,
  rows: readonly MatchedRow<MappedEntity>[],
  successions: readonly MappedSuccession[],
  entityKey: KeyOf,
): Promise<number> {
  await replaceChildren(client, FormerParent, rows, ({ formerParents }) =>
    formerParents.map(({ parent, endedOn }) => ({ parentKey: keyOrNull(parent, entityKey), endedOn })),
  );
  const { count } = await executeInBatches(
    client,
    {
      ...{ kind: 'succession_kind', predecessor: 'integer', successor: 'integer', effective: 'date' },
      ...{ source: 'text', url: 'text' },
    },
    successions.map(({ kind, predecessor, successor, effectiveOn, legalSource, legalUrl }) => ({
      ...{ kind, predecessor: entityKey(predecessor), successor: entityKey(successor), effective: effectiveOn },
      ...{ source: legalSource, url: legalUrl },
    })),
    // A succession that a command recorded stays, and none becomes circular.
    `INSERT INTO entity_succession (kind, predecessor_id, successor_id, effective_on, legal_source, legal_url)
     SELECT kind, predecessor, successor, effective, source, url FROM {rows}
     WHERE NOT EXISTS (
       WITH RECURSIVE later AS (
         SELECT x.successor AS id UNION SELECT s.successor_id FROM entity_succession s JOIN later ON s.predecessor_id = later.id
       ) SELECT FROM later WHERE id = x.predecessor)
     ORDER BY effective, predecessor, successor
     ON CONFLICT (predecessor_id, successor_id) DO NOTHING`,
  );
  return count;
}

export async function writeThemes(client: PoolClient, rows: readonly MatchedRow<MappedTheme>[]): Promise<void> {
  await writeSluggedRows(client, Theme, rows, (theme) => theme);
}

export async function writeMissions(
  client: PoolClient,
  rows: readonly MatchedRow<MappedMission>[],
  keys: { entity: KeyOf; theme: KeyOf; service: KeyOf },
): Promise<void> {
  const valuesOf = (mission: MappedMission) => ({ ...mission, entityKey: keys.entity(mission.entity) });
  await writeSluggedRows(client, Mission, rows, valuesOf, KEEP_CLOSED);
  await replaceJoinRows(client, 'mission_theme', ['mission_id', 'theme_id'], rows, ({ themes }) =>
    themes.map(keys.theme),
  );
  await replaceChildren(client, MissionAction, rows, ({ actions }) =>
    actions.map((action, position) => ({
      ...action,
      position,
      partnerKey: keyOrNull(action.partner, keys.entity),
      serviceKey: keyOrNull(action.service, keys.service),
    })),
  );
}

export async function writeStartups(
  client: PoolClient,
  rows: readonly MatchedRow<MappedStartup>[],
  entityKey: KeyOf,
): Promise<void> {
  await writeSluggedRows(client, Startup, rows, (startup) => startup);
  await replaceChildren(client, Phase, rows, ({ phases }) => phases);
  const toEntity = ['startup_id', 'entity_id'] as const;
  await replaceJoinRows(client, 'startup_incubator', toEntity, rows, ({ incubators }) => incubators.map(entityKey));
  await replaceJoinRows(client, 'startup_sponsor', toEntity, rows, ({ sponsors }) => sponsors.map(entityKey));
  await replaceChildren(client, StartupEvent, rows, ({ events }) => events.map(positioned));
  await replaceChildren(client, Link, rows, ({ links }) => links.map(positioned));
}

export async function writeServices(
  client: PoolClient,
  rows: readonly MatchedRow<MappedService>[],
  keys: { entity: KeyOf; startup: KeyOf },
): Promise<void> {
  const valuesOf = (service: MappedService) => ({
    ...service,
    operatorKey: keyOrNull(service.operator, keys.entity),
  });
  // A command closed the service: an import does not reopen it.
  await writeSluggedRows(client, Service, rows, valuesOf, { status: 't.closed_on IS NOT NULL' });
  await replaceJoinRows(client, 'service_startup', ['service_id', 'startup_id'], rows, ({ startups }) =>
    startups.map(keys.startup),
  );
}

/** A command closed the row: an import does not change its last day. */
const KEEP_CLOSED = { closed_on: 't.closed_on IS NOT NULL' };

function keyOrNull(slug: string | null, keyOf: KeyOf): number | null {
  return slug === null ? null : keyOf(slug);
}

function positioned<R extends object>(row: R, position: number): R & { position: number } {
  return { ...row, position };
}
