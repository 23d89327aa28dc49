import type { ServiceStatus } from '../../domain/services/Service.ts';
import type { PhaseName } from '../../domain/startups/lifecycle.ts';
import { FindingCollector } from '../findings/FindingCollector.ts';
import type { MappedService, MappedSource, MappedStartup } from '../mappedSource.ts';
import { readRows } from '../sources/readRows.ts';
import type { SourceFiles } from '../sources/readSource.ts';
import { BETA_GOUV } from '../sources/sourceDescriptions.ts';
import { sameAsBetaGouv } from '../sources/sourceMapping.ts';
import { mapIncubators, mapOrganisations } from './mapEntities.ts';
import { mapMemberships } from './mapMemberships.ts';
import { lastKnownPhase, phaseComments } from './mapPhases.ts';
import { mapStartups } from './mapStartups.ts';
import { mapWords } from './mapWords.ts';
import { SourcePersons } from './SourcePersons.ts';

/**
 * Maps the files of the beta.gouv.fr API to rows of the register. A pure function.
 * @param today the day of the import, `YYYY-MM-DD`: the phase in force that day gives the status of a service.
 * @param modifiedAt the latest Last-Modified of the files.
 */
export function mapBetaGouv(files: SourceFiles, today: string, modifiedAt: Date | null = null): MappedSource {
  const findings = new FindingCollector();
  const rows = readRows(files, findings);
  const persons = new SourcePersons(rows.members, rows.startups);
  const organisations = mapOrganisations(rows.organisations, persons, findings);
  const incubators = mapIncubators(rows, organisations.slugs, persons, findings);
  const comments = phaseComments(rows.incubators);
  const entities = [...organisations.entities, ...incubators.entities];
  const names = new Map(entities.map(({ slug, name }) => [slug, name]));
  const references = { organisations: organisations.slugs, incubators: incubators.slugs, names, comments, persons };
  const startups = mapStartups(rows.startups, references, findings);
  const memberships = mapMemberships(rows.members, slugsByIds(startups), findings);
  return {
    source: { ...BETA_GOUV },
    entities,
    successions: [],
    themes: [],
    missions: [],
    startups,
    services: startups.flatMap((startup) => mapService(startup, today)),
    memberships,
    methodSteps: [],
    methodRoles: [],
    words: mapWords(),
    modifiedAt: modifiedAt?.toISOString() ?? null,
    findings: findings.sorted((finding) => persons.withoutNamesIn(finding)),
  };
}

/** The slugs of startups by their ids, and by their former ids: members may still name a former one. */
function slugsByIds(startups: readonly MappedStartup[]): ReadonlyMap<string, string> {
  return new Map([
    ...startups.flatMap(({ slug, formerIds = [] }) =>
      formerIds.map((id) => [id.replace('startup/', ''), slug] as const),
    ),
    ...startups.map(({ slug }) => [slug, slug] as const),
  ]);
}

/** A startup with a website has a service of the same slug, name and pitch. */
function mapService({ slug, formerIds, name, pitch, phases, links }: MappedStartup, today: string): MappedService[] {
  const url = links.find(({ kind }) => kind === 'WEBSITE')?.url;
  if (url === undefined) return [];
  const phase = lastKnownPhase(phases, today);
  const status = phase?.name ? STATUS_OF_PHASE[phase.name] : 'PLANNED';
  return [
    {
      sourceId: `service/${slug}`,
      ...sameAsBetaGouv(`service/${slug}`),
      ...(formerIds && { formerIds: formerIds.map((id) => id.replace('startup/', 'service/')) }),
      // The source has no rows for services: the record is the part of the startup that the service is made from.
      record: { startup: slug, name, pitch, link: url },
      slug,
      name,
      description: pitch,
      url,
      status,
      closedOn: status === 'CLOSED' ? (phase?.startedOn ?? null) : null,
      // The source gives the sponsors of a startup, not the operator of its service.
      operator: null,
      startups: [slug],
    },
  ];
}

const STATUS_OF_PHASE: Readonly<Record<PhaseName, ServiceStatus>> = {
  INVESTIGATION: 'IN_INCUBATION',
  CONSTRUCTION: 'IN_INCUBATION',
  ACCELERATION: 'IN_INCUBATION',
  CONSOLIDATION: 'IN_INCUBATION',
  REINTEGRATION: 'IN_INCUBATION',
  OPERATED: 'LIVE',
  TRANSFERRED: 'LIVE',
  ABANDONED: 'CLOSED',
  ABANDONED_AT_INVESTIGATION: 'CLOSED',
};
