import type { EntityKind } from '../../domain/entities/EntityKind.ts';
import { TEXT } from '../../values/acceptance/texts.ts';
import type { FindingCollector, FindingReporter } from '../findings/FindingCollector.ts';
import type { MappedEntity } from '../mappedSource.ts';
import type { SourceIncluded, SourceIncubator, SourceOrganisation } from '../sources/betaGouvSchemas.ts';
import { identifiedRows, type ParsedRow } from '../sources/readRows.ts';
import { knownOrganisation, ministriesOf, sameAsBetaGouv } from '../sources/sourceMapping.ts';
import { findSlug, type SlugsById } from './findSlug.ts';
import { readWord } from './readWord.ts';
import { repairContact, repairFreeText, repairName, repairUrl } from './repair.ts';
import type { SourcePersons } from './SourcePersons.ts';
import { sanitizeRecord } from './sanitizeRecord.ts';

/** The entities, which are mapped when they are read, once, and their slugs. */
interface MappedEntities {
  entities: Iterable<MappedEntity>;
  slugs: SlugsById;
}

/** The slug of an organisation is its id. The source gives no parents: they come from the reviewed mapping. */
export function mapOrganisations(
  rows: Iterable<ParsedRow<SourceOrganisation>>,
  persons: SourcePersons,
  findings: FindingCollector,
): MappedEntities {
  const kept = withoutPersons(rows, ({ name }) => name, persons, findings);
  const identified = [...identifiedRows('organisation', kept, findings)];
  const ids = new Set(identified.map(({ id }) => id));
  const entities = lazily(identified, ({ id, row, raw, reporter }): MappedEntity => {
    const kind = knownOrganisation(id).kind ?? kindOf(row.type, reporter);
    const ministryDomain = ministryDomainOf(row.domaine_ministeriel, reporter);
    return {
      sourceId: `organisation/${id}`,
      ...sameAsBetaGouv(`organisation/${id}`),
      record: sanitizeRecord(raw, persons, persons.mailboxesOf(id, row.name), reporter),
      slug: id,
      name: nameOf(row.name, id, reporter),
      acronym: reporter.reportRepairs('acronym', repairName(row.acronym)),
      kind,
      ministryDomain,
      website: null,
      contact: null,
      address: null,
      repositories: null,
      openedOn: null,
      closedOn: null,
      parent: parentOf({ id, kind, ministryDomain }, ids),
      formerParents: [],
      identifiers: [{ scheme: 'beta.gouv.fr/organisations', value: id }],
    };
  });
  return { entities, slugs: new Map([...ids].map((id) => [id, id])) };
}

/** The organisation above one: that of the mapping, or the ministry of its domain. */
function parentOf(
  { id, kind, ministryDomain }: { id: string } & Pick<MappedEntity, 'kind' | 'ministryDomain'>,
  ids: ReadonlySet<string>,
): string | null {
  const { parent, independent } = knownOrganisation(id);
  if (parent !== undefined && ids.has(parent)) return parent;
  if (independent || kind === 'MINISTRY' || kind === 'LOCAL_AUTHORITY') return null;
  return ministriesOf(ministryDomain).find((ministry) => ids.has(ministry) || ministry === PRIME_MINISTER) ?? null;
}

/** The slug of the Prime Minister, whom the source does not give. */
const PRIME_MINISTER = 'premier-ministre';

/**
 * Merges the incubators of `included` in startups.json with those of incubators.json, which fills missing fields and also
 * has hidden incubators. When an organisation has the id of an incubator, the slug of the incubator is prefixed.
 */
export function mapIncubators(
  rows: { included: Iterable<ParsedRow<SourceIncluded>>; incubators: Iterable<ParsedRow<SourceIncubator>> },
  organisations: SlugsById,
  persons: SourcePersons,
  findings: FindingCollector,
): MappedEntities {
  const sources = mergedIncubators(
    withoutPersons(rows.included, ({ attributes }) => attributes.title, persons, findings),
    withoutPersons(rows.incubators, ({ title }) => title, persons, findings),
    findings,
  );
  const used = new Set([...organisations.keys()].map((id) => id.toLowerCase()));
  const ids = new Set([...sources.keys()].map((id) => id.toLowerCase()));
  const slugs = new Map<string, string>();
  const entities = [...sources].map(([id, { fields, record, reporter }]): MappedEntity => {
    const slug = unusedSlug(id, used, ids);
    if (slug !== id) reporter.report('SLUG_TAKEN', 'id', id, slug);
    used.add(slug.toLowerCase());
    slugs.set(id, slug);
    if (fields.title === null) reporter.report('HIDDEN_INCUBATOR', 'title', null, id);
    const [parent = null] = resolveEntities([fields.owner], organisations, persons, reporter, 'owner');
    const mailboxes = persons.mailboxesOf(id, fields.title, parent);
    return {
      sourceId: `incubator/${id}`,
      ...sameAsBetaGouv(`incubator/${id}`),
      record: sanitizeRecord(record, persons, mailboxes, reporter),
      slug,
      name: fields.title === null ? id : nameOf(fields.title, id, reporter),
      acronym: null,
      kind: 'INCUBATOR',
      ministryDomain: null,
      website: reporter.reportRepairs('website', repairUrl(fields.website)),
      contact: reporter.reportRepairs('contact', repairContact(fields.contact, mailboxes)),
      address: reporter.reportRepairs('address', repairFreeText(fields.address, { ...TEXT, maximum: 500 })),
      repositories: reporter.reportRepairs('github', repairUrl(fields.github)),
      openedOn: null,
      closedOn: null,
      parent,
      formerParents: [],
      identifiers: [{ scheme: 'beta.gouv.fr/incubateurs', value: id }],
    };
  });
  return { entities, slugs };
}

/** The name of a row; its id when it has none. */
export function nameOf(raw: string | null, id: string, reporter: FindingReporter): string {
  const name = reporter.reportRepairs('name', repairName(raw));
  if (name === null) reporter.report('NAME_MISSING', 'name', raw, id);
  return name ?? id;
}

/** The slugs of the referenced entities, in order and each once. Unknown references are reported and dropped. */
export function resolveEntities(
  references: readonly (string | null)[],
  slugs: SlugsById,
  persons: SourcePersons,
  reporter: FindingReporter,
  field: string,
): string[] {
  const resolved = new Set<string>();
  for (const reference of references) {
    if (!reference?.trim()) continue;
    if (persons.includes(reference)) {
      reporter.report('REFERENCE_TO_PERSON', field);
      continue;
    }
    const slug = findSlug(slugs, reference, reporter, field);
    if (slug === undefined) reporter.report('UNKNOWN_REFERENCE', field, reference);
    else if (resolved.has(slug)) reporter.report('DUPLICATE_VALUE', field, reference, slug);
    else resolved.add(slug);
  }
  return [...resolved];
}

function* lazily<T, R>(rows: Iterable<T>, map: (row: T) => R): Generator<R> {
  for (const row of rows) yield map(row);
}

/** The rows whose id and name are not those of a person. The finding quotes neither. */
function* withoutPersons<T>(
  rows: Iterable<ParsedRow<T>>,
  nameOfRow: (row: T) => string | null,
  persons: SourcePersons,
  findings: FindingCollector,
): Generator<ParsedRow<T>> {
  for (const parsed of rows) {
    const { id, row } = parsed;
    const isPerson = persons.includes(id) || persons.names.includes(nameOfRow(row) ?? '');
    if (isPerson) {
      persons.addOrganisation(id);
      findings.reporterFor('ENTITY', '').report('ORGANISATION_IS_PERSON', 'id');
    }
    if (!isPerson) yield parsed;
  }
}

function kindOf(raw: string | null, reporter: FindingReporter): EntityKind {
  const type = reporter.reportRepairs('type', repairName(raw));
  if (type === null) reporter.report('KIND_UNKNOWN', 'type', null, 'OTHER');
  return readWord('ORGANISATION_TYPE', type, reporter, { path: 'type', unknown: 'KIND_UNKNOWN' })?.code ?? 'OTHER';
}

function ministryDomainOf(raw: string | null, reporter: FindingReporter): string | null {
  const path = 'domaine_ministeriel';
  const domain = reporter.reportRepairs(path, repairName(raw));
  readWord('MINISTRY_DOMAIN', domain, reporter, { path, unknown: 'MINISTRY_DOMAIN_UNKNOWN' });
  return domain;
}

type IncubatorField = 'title' | 'owner' | 'website' | 'contact' | 'github' | 'address';
type IncubatorFields = Readonly<Record<IncubatorField, string | null>>;

interface MergedIncubator {
  fields: IncubatorFields;
  record: Record<string, unknown>;
  reporter: FindingReporter;
}

function mergedIncubators(
  included: Iterable<ParsedRow<SourceIncluded>>,
  incubators: Iterable<ParsedRow<SourceIncubator>>,
  findings: FindingCollector,
): Map<string, MergedIncubator> {
  const merged = new Map<string, MergedIncubator>();
  const spellings = new Map<string, string>();
  for (const { id, row, raw, reporter } of identifiedRows('incubator', included, findings)) {
    merged.set(id, { fields: { ...row.attributes, address: null }, record: { 'startups.json': raw }, reporter });
    spellings.set(id.toLowerCase(), id);
  }
  for (const { id: given, row, raw, reporter } of identifiedRows('incubator', incubators, findings)) {
    const id = spellings.get(given.toLowerCase()) ?? given;
    if (id !== given) reporter.report('ID_CASE', 'id', given, id);
    const first = merged.get(id)?.fields;
    const field = (name: IncubatorField) => (first?.[name]?.trim() ? first[name] : row[name]);
    merged.set(id, {
      fields: {
        title: field('title'),
        owner: field('owner'),
        website: field('website'),
        contact: field('contact'),
        github: field('github'),
        address: field('address'),
      },
      record: { ...merged.get(id)?.record, 'incubators.json': withoutStartups(raw) },
      reporter,
    });
  }
  return merged;
}

/** Startups have their own records. */
function withoutStartups(raw: unknown): unknown {
  if (typeof raw !== 'object' || raw === null) return raw;
  return Object.fromEntries(Object.entries(raw).filter(([key]) => key !== 'startups'));
}

/** A slug that no organisation, no incubator before it, and no id of another incubator has. */
function unusedSlug(id: string, used: ReadonlySet<string>, ids: ReadonlySet<string>): string {
  if (!used.has(id.toLowerCase())) return id;
  let slug = id;
  do slug = `incubateur-${slug}`;
  while (used.has(slug.toLowerCase()) || ids.has(slug.toLowerCase()));
  return slug;
}
