import type { ServiceStatus } from '../../domain/services/Service.ts';
import type { PhaseName } from '../../domain/startups/lifecycle.ts';
import { FindingCollector, sortFindings } from '../findings/FindingCollector.ts';
import { isInMemory, type MappedRow, MappedRowCollector } from '../mappedRows.ts';
import type { ListName, MappedEntity, MappedService, MappedSource, MappedStartup } from '../mappedSource.ts';
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
 * Maps the files of the beta.gouv.fr API to rows of the register, one at a time. The result depends on nothing else.
 * @param today the day of the import, `YYYY-MM-DD`: the phase in force that day gives the status of a service.
 * @param modifiedAt the latest Last-Modified of the files.
 */
export function* mapFiles(files: SourceFiles, today: string, modifiedAt: Date | null = null): Generator<MappedRow> {
  yield { source: BETA_GOUV, modifiedAt: modifiedAt?.toISOString() ?? null };
  const findings = new FindingCollector();
  const rows = readRows(files, findings);
  const persons = new SourcePersons(rows.members, rows.startups);
  const found = () =>
    rowsOf(
      'findings',
      findings.take().map((finding) => persons.withoutNamesIn(finding)),
    );
  const names = new Map<string, string>();
  function* entityRows(entities: Iterable<MappedEntity>): Generator<MappedRow> {
    for (const entity of entities) {
      names.set(entity.slug, entity.name);
      yield { list: 'entities', row: entity };
    }
  }
  const organisations = mapOrganisations(rows.organisations, persons, findings);
  yield* entityRows(organisations.entities);
  const incubators = mapIncubators(rows, organisations.slugs, persons, findings);
  yield* entityRows(incubators.entities);
  // The organisations that are persons are known now: findings must not name them.
  yield* found();
  const comments = phaseComments(rows.incubators);
  const references = { organisations: organisations.slugs, incubators: incubators.slugs, names, comments, persons };
  const slugs = new Map<string, string>();
  const formerSlugs = new Map<string, string>();
  for (const startup of mapStartups(rows.startups, references, findings)) {
    const { slug, formerIds = [] } = startup;
    slugs.set(slug, slug);
    for (const id of formerIds) formerSlugs.set(id.replace('startup/', ''), slug);
    yield { list: 'startups', row: startup };
    yield* rowsOf('services', mapService(startup, today));
    yield* found();
  }
  // Members may still name a startup by a former id.
  const slugsByIds = new Map([...formerSlugs, ...slugs]);
  for (const membership of mapMemberships(rows.members, slugsByIds, findings)) {
    yield { list: 'memberships', row: membership };
    yield* found();
  }
  yield* found();
  yield* rowsOf('words', mapWords());
}

/** Maps files as {@link mapFiles} does, with all rows in memory, and findings in an order that depends only on their content. */
export function mapBetaGouv(files: SourceFiles, today: string, modifiedAt: Date | null = null): MappedSource {
  const collector = new MappedRowCollector(() => []);
  for (const row of mapFiles(files, today, modifiedAt)) collector.add(row);
  const { mapped } = collector;
  if (!mapped || !isInMemory(mapped)) throw new Error('the rows of the source are not in memory');
  return { ...mapped, findings: sortFindings(mapped.findings) };
}

function rowsOf(list: ListName, rows: readonly object[]): MappedRow[] {
  return rows.map((row) => ({ list, row }));
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
