import type { EntityKind } from '../../domain/entities/EntityKind.ts';
import type { DesiredEntity } from '../desired.ts';
import type { Notebook, Page } from '../findings/FindingCollector.ts';
import type { SourceOrganisation } from '../sources/betaGouvShapes.ts';
import type { Row } from '../sources/readRows.ts';
import { identified } from './mapIds.ts';
import { LONGEST_NAME, repairFreeText } from './repair.ts';
import { keptRecord } from './sanitizeRecord.ts';

/** Entities of one kind, and the slug that each id of the source was given. */
export interface MappedEntities {
  entities: DesiredEntity[];
  slugs: ReadonlyMap<string, string>;
}

/** Organisations keep their id as slug. The source tells of no tree between them. */
export function mapOrganisations(rows: readonly Row<SourceOrganisation>[], book: Notebook): MappedEntities {
  const entities = identified(rows, book, 'ENTITY', 'organisation').map(
    ({ row, raw, id, page }): DesiredEntity => ({
      sourceId: `organisation/${id}`,
      record: keptRecord(raw, page),
      slug: id,
      name: nameOf(row.name, id, page),
      acronym: page.keep('acronym', repairFreeText(row.acronym, LONGEST_NAME)),
      kind: kindOf(row.type, page),
      ministryDomain: page.keep('domaine_ministeriel', repairFreeText(row.domaine_ministeriel, LONGEST_NAME)),
      website: null,
      contact: null,
      parent: null,
      identifiers: [{ scheme: 'beta.gouv.fr/organisations', value: id }],
    }),
  );
  return { entities, slugs: new Map(entities.map(({ slug }) => [slug, slug])) };
}

/** The name of a row; one without is called by its id, which is at least true. */
export function nameOf(raw: string | null, id: string, page: Page): string {
  const name = page.keep('name', repairFreeText(raw, LONGEST_NAME));
  if (name === null) page.note('NAME_MISSING', 'name', raw, id);
  return name ?? id;
}

const KIND_OF_TYPE = new Map<string, EntityKind>([
  ['administration-centrale', 'CENTRAL_ADMINISTRATION'],
  ['operateur', 'PUBLIC_OPERATOR'],
  ['service-deconcentre', 'DECONCENTRATED_SERVICE'],
  ['securite-sociale', 'SOCIAL_SECURITY_BODY'],
  ['collectivite-territoriale', 'LOCAL_AUTHORITY'],
  ['autre', 'OTHER'],
]);

function kindOf(raw: string | null, page: Page): EntityKind {
  const type = page.keep('type', repairFreeText(raw, LONGEST_NAME));
  const kind = KIND_OF_TYPE.get(type ?? '');
  if (kind === undefined) page.note('KIND_UNKNOWN', 'type', type, 'OTHER');
  return kind ?? 'OTHER';
}
