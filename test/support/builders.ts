import { PHASE_NAMES, type PhaseName } from '../../src/domain/startups/lifecycle.ts';
import type {
  MappedEntity,
  MappedMembership,
  MappedMission,
  MappedService,
  MappedSource,
  MappedStartup,
  MappedTheme,
} from '../../src/importing/mappedSource.ts';

/** A mapped source. Properties that are not given are empty. */
export function aSource(given: Partial<MappedSource> = {}): MappedSource {
  return {
    source: { name: 'test', title: 'Source de test', licence: 'etalab-2.0', url: null },
    entities: [],
    successions: [],
    themes: [],
    missions: [],
    startups: [],
    services: [],
    memberships: [],
    methodSteps: [],
    methodRoles: [],
    words: [],
    modifiedAt: null,
    findings: [],
    ...given,
  };
}

export function anEntity(slug: string, given: Partial<MappedEntity> = {}): MappedEntity {
  return {
    ...sourced('entity', slug),
    name: `Entité ${slug}`,
    acronym: null,
    kind: 'DIRECTORATE',
    ministryDomain: null,
    website: null,
    contact: null,
    address: null,
    repositories: null,
    openedOn: null,
    closedOn: null,
    parent: null,
    formerParents: [],
    identifiers: [],
    ...given,
  };
}

export function aTheme(slug: string, given: Partial<MappedTheme> = {}): MappedTheme {
  return { ...sourced('theme', slug), name: `Thème ${slug}`, ...given };
}

export function aMission(slug: string, entity: string, given: Partial<MappedMission> = {}): MappedMission {
  return {
    ...sourced('mission', slug),
    name: `Mission ${slug}`,
    statement: 'Faire.',
    closedOn: null,
    entity,
    themes: [],
    actions: [],
    ...given,
  };
}

export function aStartup(slug: string, given: Partial<MappedStartup> = {}): MappedStartup {
  return {
    ...sourced('startup', slug),
    name: `Startup ${slug}`,
    pitch: null,
    contact: null,
    accessibility: null,
    topics: [],
    technologies: [],
    hasRiskAnalysis: null,
    description: null,
    phases: [],
    incubators: [],
    sponsors: [],
    events: [],
    links: [],
    ...given,
  };
}

export function aService(slug: string, given: Partial<MappedService> = {}): MappedService {
  return {
    ...sourced('service', slug),
    name: `Service ${slug}`,
    description: null,
    url: null,
    status: 'LIVE',
    closedOn: given.status === 'CLOSED' ? '2015-01-01' : null,
    operator: null,
    startups: [],
    ...given,
  };
}

export function aMembership(
  memberId: string,
  startup: string | null,
  given: Partial<MappedMembership> = {},
): MappedMembership {
  return {
    memberId,
    startup,
    role: 'DEVELOPER',
    roleWord: 'Développement',
    employment: 'CONTRACTOR',
    startedOn: '2020-01-01',
    endedOn: null,
    ...given,
  };
}

/** A phase that started on a day. It is open by default. */
export function aPhase(
  name: PhaseName,
  startedOn: string,
  endedOn: string | null = null,
): MappedStartup['phases'][number] {
  return { name, sourceWord: PHASE_NAMES.words[name], startedOn, endedOn, comment: null, position: null };
}

/** A phase whose word the register does not know. */
export function anUnknownPhase(word: string, startedOn: string, endedOn: string | null = null) {
  return { ...aPhase('CONSTRUCTION', startedOn, endedOn), name: null, sourceWord: word };
}

/** A phase without a valid start, which the source lists last. */
export function anUndatedPhase(name: PhaseName) {
  return { ...aPhase(name, ''), startedOn: null };
}

function sourced(kind: string, slug: string) {
  return { slug, sourceId: `${kind}/${slug}`, record: { slug } };
}
