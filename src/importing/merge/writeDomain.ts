import type { PoolClient } from 'pg';
import { Entity } from '../../domain/entities/Entity.ts';
import { Mission } from '../../domain/missions/Mission.ts';
import { Service } from '../../domain/services/Service.ts';
import { Startup } from '../../domain/startups/Startup.ts';
import { Theme } from '../../domain/themes/Theme.ts';
import { overRows } from '../../sql/rowWriter.ts';
import type { MappedEntity, MappedMission, MappedService, MappedStartup, MappedTheme } from '../mappedSource.ts';
import type { Matched } from './matchRows.ts';
import { replaceChildren, writeSluggedRows } from './writeRows.ts';

/** The key of the row that a slug of the source stands for. */
export type KeyOf = (slug: string) => number;

/** Entities first without their parents, which may come later in the list, then with them. */
export async function writeEntities(client: PoolClient, rows: readonly Matched<MappedEntity>[]): Promise<void> {
  await writeSluggedRows(client, Entity, rows, (entity) => ({
    name: entity.name,
    acronym: entity.acronym,
    kind: entity.kind,
    ministry_domain: entity.ministryDomain,
    website: entity.website,
    contact: entity.contact,
  }));
  await replaceChildren(
    client,
    'entity_identifier',
    'entity_id',
    { scheme: 'text', value: 'text' },
    rows,
    (entity) => entity.identifiers,
  );
}

export async function writeParents(
  client: PoolClient,
  rows: readonly Matched<MappedEntity>[],
  entity: KeyOf,
): Promise<void> {
  const placed = rows
    .filter(({ action, mapped, shared }) => action !== 'none' && !(shared && mapped.parent === null))
    .map(({ id, mapped }) => ({ id, parent: mapped.parent === null ? null : entity(mapped.parent) }));
  await overRows(
    client,
    { id: 'integer', parent: 'integer' },
    placed,
    'UPDATE entity t SET parent_id = x.parent FROM {rows} WHERE t.id = x.id AND t.parent_id IS DISTINCT FROM x.parent',
  );
}

export async function writeThemes(client: PoolClient, rows: readonly Matched<MappedTheme>[]): Promise<void> {
  await writeSluggedRows(client, Theme, rows, ({ name }) => ({ name }));
}

export async function writeMissions(
  client: PoolClient,
  rows: readonly Matched<MappedMission>[],
  keys: { entity: KeyOf; theme: KeyOf; service: KeyOf },
): Promise<void> {
  await writeSluggedRows(client, Mission, rows, ({ name, statement, entity }) => ({
    name,
    statement,
    entity_id: keys.entity(entity),
  }));
  await replaceChildren(
    client,
    'mission_theme',
    'mission_id',
    { theme_id: 'integer', position: 'integer' },
    rows,
    ({ themes }) => themes.map((theme, position) => ({ theme_id: keys.theme(theme), position })),
  );
  const columns = {
    position: 'integer',
    kind: 'mission_action_kind',
    description: 'text',
    beneficiary_kind: 'entity_kind',
    partner_id: 'integer',
    service_id: 'integer',
  };
  await replaceChildren(client, 'mission_action', 'mission_id', columns, rows, ({ actions }) =>
    actions.map(({ kind, description, beneficiaryKind, partner, service }, position) => ({
      position,
      kind,
      description,
      beneficiary_kind: beneficiaryKind,
      partner_id: partner === null ? null : keys.entity(partner),
      service_id: service === null ? null : keys.service(service),
    })),
  );
}

export async function writeStartups(
  client: PoolClient,
  rows: readonly Matched<MappedStartup>[],
  entity: KeyOf,
): Promise<void> {
  await writeSluggedRows(client, Startup, rows, ({ name, pitch, contact, accessibility, topics, technologies }) => ({
    name,
    pitch,
    contact,
    accessibility,
    topics,
    technologies,
  }));
  const phase = { name: 'phase_name', started_on: 'date', ended_on: 'date', comment: 'text' };
  await replaceChildren(client, 'phase', 'startup_id', phase, rows, ({ phases }) =>
    phases.map(({ name, startedOn, endedOn, comment }) => ({
      name,
      started_on: startedOn,
      ended_on: endedOn,
      comment,
    })),
  );
  const belonging = { entity_id: 'integer', position: 'integer' };
  const belongings = (slugs: readonly string[]) =>
    slugs.map((slug, position) => ({ entity_id: entity(slug), position }));
  await replaceChildren(client, 'startup_incubator', 'startup_id', belonging, rows, (row) =>
    belongings(row.incubators),
  );
  await replaceChildren(client, 'startup_sponsor', 'startup_id', belonging, rows, (row) => belongings(row.sponsors));
  const event = { position: 'integer', kind: 'text', occurred_on: 'date', comment: 'text' };
  await replaceChildren(client, 'startup_event', 'startup_id', event, rows, ({ events }) =>
    events.map(({ kind, on, comment }, position) => ({ position, kind, occurred_on: on, comment })),
  );
  const link = { kind: 'link_kind', position: 'integer', url: 'text' };
  await replaceChildren(client, 'startup_link', 'startup_id', link, rows, ({ links }) =>
    links.map(({ kind, url }, position) => ({ kind, position, url })),
  );
}

export async function writeServices(
  client: PoolClient,
  rows: readonly Matched<MappedService>[],
  keys: { entity: KeyOf; startup: KeyOf },
): Promise<void> {
  // A service that was closed in the register has its last day: no source opens it again.
  const protectedColumns = { status: 't.closed_on IS NOT NULL' };
  const valuesOf = ({ name, description, url, status, operator }: MappedService) => ({
    name,
    description,
    url,
    status,
    operator_id: operator === null ? null : keys.entity(operator),
  });
  await writeSluggedRows(client, Service, rows, valuesOf, protectedColumns);
  await replaceChildren(
    client,
    'service_startup',
    'service_id',
    { startup_id: 'integer', position: 'integer' },
    rows,
    ({ startups }) => startups.map((startup, position) => ({ startup_id: keys.startup(startup), position })),
  );
}
