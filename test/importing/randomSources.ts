import fc from 'fast-check';
import type { MappedSource, MappedStartup } from '../../src/importing/mappedSource.ts';
import { aMission, anEntity, aPhase, aService, aSource, aStartup, aTheme } from '../support/builders.ts';

const STAGES = ['INVESTIGATION', 'CONSTRUCTION', 'ACCELERATION', 'CONSOLIDATION', 'TRANSFERRED'] as const;
const text = fc.constantFrom('a', 'b', 'c');
const optionalText = fc.option(text);
const some = (...values: string[]) => fc.shuffledSubarray(values);

/** What a source gives of a small world: two entities, two startups, a service and a mission. */
export const WORLD = fc.record({
  entity: fc.record({
    name: text,
    acronym: optionalText,
    kind: fc.constantFrom('DIRECTORATE', 'MINISTRY'),
    hasParent: fc.boolean(),
    identifiers: some('x', 'y', 'z'),
  }),
  startup: fc.record({
    pitch: optionalText,
    topics: some('t', 'u'),
    stages: fc.nat(STAGES.length),
    shift: fc.nat(3),
    isAbandoned: fc.boolean(),
    sponsors: some('e0', 'e1'),
    links: some('https://a.example', 'https://b.example'),
    events: some('committee', 'launch'),
  }),
  hasOther: fc.boolean(),
  service: fc.record({ name: text, description: optionalText, hasOperator: fc.boolean(), startups: fc.boolean() }),
  mission: fc.record({
    statement: text,
    entity: fc.constantFrom('e0', 'e1'),
    themes: some('t0', 't1'),
    actions: some('f', 'g'),
  }),
});
export type World = typeof WORLD extends fc.Arbitrary<infer T> ? T : never;

/** The slug of a row of a world. */
export function slugIn(number: number, name: string): string {
  return `w${number}-${name}`;
}

/** The source that gives all worlds. */
export function sourceOf(worlds: readonly World[]): MappedSource {
  const source = aSource({
    themes: [aTheme('t0'), aTheme('t1')],
    entities: [anEntity('incubateur', { kind: 'INCUBATOR' })],
  });
  for (const [number, world] of worlds.entries()) addWorld(source, world, (name) => slugIn(number, name));
  return source;
}

function addWorld(source: MappedSource, world: World, slug: (name: string) => string): void {
  const { entity, startup, service, mission } = world;
  const phases = phasesOf(world);
  const last = phases.at(-1);
  source.entities.push(
    anEntity(slug('e0'), {
      name: entity.name,
      acronym: entity.acronym,
      kind: entity.kind,
      parent: entity.hasParent ? slug('e1') : null,
      identifiers: entity.identifiers.map((value) => ({ scheme: 's', value: slug(value) })),
    }),
    anEntity(slug('e1')),
  );
  source.startups.push(
    aStartup(slug('s0'), {
      pitch: startup.pitch,
      topics: startup.topics,
      phases,
      sponsors: startup.sponsors.map(slug),
      incubators: ['incubateur'],
      links: startup.links.map((url) => ({ kind: 'WEBSITE', url })),
      events: startup.events.map((kind) => ({ kind, kindLabel: null, on: '2021-01-01', comment: startup.pitch })),
    }),
  );
  if (world.hasOther) source.startups.push(aStartup(slug('s1'), { pitch: startup.pitch }));
  const status = last?.name === 'ABANDONED' ? 'CLOSED' : 'LIVE';
  source.services.push(
    aService(slug('v0'), {
      name: service.name,
      description: service.description,
      operator: service.hasOperator ? slug('e0') : null,
      startups: [slug('s0'), ...(world.hasOther && service.startups ? [slug('s1')] : [])],
      status,
      closedOn: status === 'CLOSED' ? (last?.startedOn ?? null) : null,
    }),
  );
  source.missions.push(
    aMission(slug('m0'), slug(mission.entity), {
      statement: mission.statement,
      themes: mission.themes,
      actions: mission.actions.map((description) => ({
        kind: 'MANAGES',
        description,
        beneficiaryKind: null,
        partner: entity.hasParent ? slug('e1') : null,
        service: null,
      })),
    }),
  );
}

function phasesOf({ startup: { stages, shift, isAbandoned } }: World): MappedStartup['phases'] {
  const names = [
    ...STAGES.slice(0, stages),
    ...(isAbandoned && stages < STAGES.length ? (['ABANDONED'] as const) : []),
  ];
  const day = (at: number) => `${2020 + at}-0${1 + shift}-01`;
  return names.map((name, at) => aPhase(name, day(at), at + 1 < names.length ? day(at + 1) : null));
}

/** Values by path, such as `startup/w1-s0/pitch`. The path of an item of a list has the value `+`. */
export type Values = Map<string, unknown>;

/** The values that a source gives, by path. */
export function valuesOf({ entities, startups, services, missions }: MappedSource): Values {
  const values: Values = new Map();
  const add = (path: string, fields: object) => {
    values.set(path, '+');
    for (const [name, value] of Object.entries(fields)) values.set(`${path}/${name}`, value);
  };
  for (const { slug, name, acronym, kind, parent, identifiers } of entities) {
    add(`entity/${slug}`, { name, acronym, kind, parent });
    for (const { scheme, value } of identifiers) add(`entity/${slug}/identifiers ${scheme} ${value}`, {});
  }
  for (const { slug, name, pitch, topics, phases, sponsors, incubators, links, events } of startups) {
    add(`startup/${slug}`, { name, pitch, topics });
    for (const phase of phases) {
      add(`startup/${slug}/phases ${phase.name}`, { startedOn: phase.startedOn, endedOn: phase.endedOn });
    }
    for (const sponsor of sponsors) add(`startup/${slug}/sponsors ${sponsor}`, {});
    for (const incubator of incubators) add(`startup/${slug}/incubators ${incubator}`, {});
    for (const { kind, url } of links) add(`startup/${slug}/links ${kind} ${url}`, {});
    for (const { kind, on, comment } of events) add(`startup/${slug}/events ${on} ${kind}`, { comment });
  }
  for (const { slug, name, description, url, status, closedOn, operator, startups: built } of services) {
    add(`service/${slug}`, { name, description, url, state: `${status} ${closedOn ?? ''}`, operator });
    for (const startup of built) add(`service/${slug}/startups ${startup}`, {});
  }
  for (const { slug, name, statement, entity, themes, actions } of missions) {
    add(`mission/${slug}`, { name, statement, entity });
    for (const theme of themes) add(`mission/${slug}/themes ${theme}`, {});
    for (const { kind, description, partner } of actions)
      add(`mission/${slug}/actions ${kind} ${description}`, { partner });
  }
  return values;
}

/** Selects the paths of the register, or of one world, with their fields, as {@link valuesOf}. */
export function selectValues(world?: number): string {
  const where = world === undefined ? '' : `WHERE t.slug LIKE '${slugIn(world, '%')}'`;
  const slugOf = (table: string, key: string) => `(SELECT slug FROM ${table} WHERE id = ${key})`;
  const field = (kind: string, fields: string) =>
    `SELECT '${kind}/' || slug AS path, jsonb_build_object(${fields}) AS fields FROM ${kind} t ${where}`;
  const item = (kind: string, list: string, table: string, key: string, fields = '') =>
    `SELECT '${kind}/' || t.slug || '/${list} ' || ${key}, jsonb_build_object(${fields}) FROM ${table} c JOIN ${kind} t ON t.id = c.${kind}_id ${where}`;
  const state = "status || ' ' || coalesce(closed_on::text, '')";
  return [
    field('entity', `'name', name, 'acronym', acronym, 'kind', kind, 'parent', ${slugOf('entity', 't.parent_id')}`),
    item('entity', 'identifiers', 'entity_identifier', "c.scheme || ' ' || c.value"),
    field('startup', "'name', name, 'pitch', pitch, 'topics', topics, 'decision', decision"),
    item('startup', 'phases', 'phase', 'c.name::text', "'startedOn', c.started_on, 'endedOn', c.ended_on"),
    item('startup', 'sponsors', 'startup_sponsor', slugOf('entity', 'c.entity_id')),
    item('startup', 'incubators', 'startup_incubator', slugOf('entity', 'c.entity_id')),
    item('startup', 'links', 'startup_link', "c.kind || ' ' || c.url"),
    item('startup', 'events', 'startup_event', "c.occurred_on || ' ' || c.kind", "'comment', c.comment"),
    field(
      'service',
      `'name', name, 'description', description, 'url', url, 'state', ${state}, 'operator', ${slugOf('entity', 't.operator_id')}`,
    ),
    item('service', 'startups', 'service_startup', slugOf('startup', 'c.startup_id')),
    field('mission', `'name', name, 'statement', statement, 'entity', ${slugOf('entity', 't.entity_id')}`),
    item('mission', 'themes', 'mission_theme', slugOf('theme', 'c.theme_id')),
    item(
      'mission',
      'actions',
      'mission_action',
      "c.kind || ' ' || c.description",
      `'partner', ${slugOf('entity', 'c.partner_id')}`,
    ),
  ].join(' UNION ALL ');
}
