import type { DesiredEntity } from '../desired.ts';
import type { Notebook, Page } from '../findings/FindingCollector.ts';
import { repairContact } from '../repair/repairContact.ts';
import { repairUrl } from '../repair/repairUrl.ts';
import type { SourceIncluded, SourceIncubator } from '../sources/betaGouvShapes.ts';
import type { Row } from '../sources/readRows.ts';
import { identified, resolved } from './mapIds.ts';
import { type MappedEntities, nameOf } from './mapOrganisations.ts';
import { keptRecord } from './sanitizeRecord.ts';

/**
 * Incubators come in two files: `included` of startups.json, and incubators.json, which also knows the hidden ones.
 * The first is taken first, the second completes it. An organisation may have the id of the incubator that it owns:
 * then the incubator's slug is prefixed, and references still lead to it by its id.
 */
export function mapIncubators(
  included: readonly Row<SourceIncluded>[],
  incubators: readonly Row<SourceIncubator & { id: string }>[],
  organisations: ReadonlyMap<string, string>,
  book: Notebook,
): MappedEntities {
  const sources = merged(included, incubators, book);
  const taken = new Set([...organisations.keys()].map((id) => id.toLowerCase()));
  const others = new Set([...sources.keys()].map((id) => id.toLowerCase()));
  const slugs = new Map<string, string>();
  const entities = [...sources].map(([id, { page, fields, record }]): DesiredEntity => {
    const slug = slugOf(id, taken, others);
    if (slug !== id) page.note('SLUG_TAKEN', 'id', id, slug);
    taken.add(slug.toLowerCase());
    slugs.set(id, slug);
    const hidden = fields.title === null;
    if (hidden) page.note('HIDDEN_INCUBATOR', 'title', null, id);
    const [parent = null] = resolved([fields.owner], organisations, page, 'owner');
    return {
      sourceId: `incubator/${id}`,
      record: keptRecord(record, page),
      slug,
      name: hidden ? id : nameOf(fields.title, id, page),
      acronym: null,
      kind: 'INCUBATOR',
      ministryDomain: null,
      website: page.keep('website', repairUrl(fields.website)),
      contact: page.keep('contact', repairContact(fields.contact)),
      parent,
      identifiers: [{ scheme: 'beta.gouv.fr/incubateurs', value: id }],
    };
  });
  return { entities, slugs };
}

type Fields = Record<'title' | 'owner' | 'website' | 'contact', string | null>;

interface Source {
  page: Page;
  fields: Fields;
  record: Record<string, unknown>;
}

function merged(
  included: readonly Row<SourceIncluded>[],
  incubators: readonly Row<SourceIncubator & { id: string }>[],
  book: Notebook,
): Map<string, Source> {
  const sources = new Map<string, Source>();
  for (const { id, page, row, raw } of identified(included, book, 'ENTITY', 'incubator')) {
    sources.set(id, { page, fields: row.attributes, record: { 'startups.json': raw } });
  }
  for (const { id, page, row, raw } of identified(incubators, book, 'ENTITY', 'incubator')) {
    const first = sources.get(id);
    const record = { ...first?.record, 'incubators.json': withoutStartups(raw) };
    sources.set(id, { page: first?.page ?? page, fields: completed(first?.fields, row), record });
  }
  return sources;
}

function completed(first: Fields | undefined, second: Fields): Fields {
  const field = (name: keyof Fields) => (first?.[name]?.trim() ? first[name] : second[name]);
  return { title: field('title'), owner: field('owner'), website: field('website'), contact: field('contact') };
}

/** The startups have records of their own. */
function withoutStartups(raw: unknown): unknown {
  if (typeof raw !== 'object' || raw === null) return raw;
  return Object.fromEntries(Object.entries(raw).filter(([key]) => key !== 'startups'));
}

function slugOf(id: string, taken: ReadonlySet<string>, others: ReadonlySet<string>): string {
  let slug = id;
  const free = () => !taken.has(slug.toLowerCase()) && (slug === id || !others.has(slug.toLowerCase()));
  while (!free()) slug = `incubateur-${slug}`;
  return slug;
}
