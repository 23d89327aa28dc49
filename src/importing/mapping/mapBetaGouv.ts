import type { Desired, SourceDescription } from '../desired.ts';
import type { FindingSubject } from '../findings/Finding.ts';
import { Notebook } from '../findings/FindingCollector.ts';
import { type BrokenRow, readRows } from '../sources/readRows.ts';
import type { SourceFiles } from '../sources/readSource.ts';
import { mapIncubators } from './mapEntities.ts';
import { isUsableId } from './mapIds.ts';
import { mapMemberships } from './mapMemberships.ts';
import { mapOrganisations } from './mapOrganisations.ts';
import { mapServices } from './mapServices.ts';
import { mapStartups, phaseComments } from './mapStartups.ts';

export const BETA_GOUV: SourceDescription = {
  name: 'beta.gouv.fr',
  title: 'API beta.gouv.fr v2.7',
  licence: 'etalab-2.0',
  url: 'https://beta.gouv.fr/api/v2.7',
};

/**
 * What the beta.gouv.fr API says that the register should hold. Pure: the same files always give the same value,
 * whatever the day; what was mended, kept in doubt or left out is in its findings.
 */
export function mapBetaGouv(files: SourceFiles): Desired {
  const rows = readRows(files);
  const book = new Notebook();
  for (const broken of rows.broken) noteBroken(broken, book);
  const organisations = mapOrganisations(rows.organisations, book);
  const incubators = mapIncubators(rows.included, rows.incubators, organisations.slugs, book);
  const comments = phaseComments(rows.incubators);
  const references = { organisations: organisations.slugs, incubators: incubators.slugs, comments };
  const startups = mapStartups(rows.startups, references, book);
  const memberships = mapMemberships(rows.members, new Map(startups.map(({ slug }) => [slug, slug])), book);
  return {
    source: { ...BETA_GOUV },
    entities: [...organisations.entities, ...incubators.entities],
    themes: [],
    missions: [],
    startups,
    services: mapServices(startups),
    memberships,
    methodSteps: [],
    methodRoles: [],
    findings: book.findings(),
  };
}

const SUBJECTS: Readonly<Record<BrokenRow['kind'], FindingSubject>> = {
  startup: 'STARTUP',
  incubator: 'ENTITY',
  organisation: 'ENTITY',
  member: 'MEMBERSHIP',
};

function noteBroken({ kind, id, problem }: BrokenRow, book: Notebook): void {
  const sourceId = kind === 'member' ? '' : `${kind}/${id !== null && isUsableId(id) ? id : ''}`;
  book.page(SUBJECTS[kind], sourceId).note('ROW_REFUSED', 'row', problem);
}
