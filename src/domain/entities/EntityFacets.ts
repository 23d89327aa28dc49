import { enumFacet, topValuesFacet } from '../../graphql/facets/facets.ts';
import { countType, labelField } from '../../graphql/fields/counts.ts';
import { defineFacets } from '../../graphql/fields/defineFields.ts';
import { self, sql } from '../../sql/sql.ts';
import { absentFacet } from './absence.ts';
import { Entity } from './Entity.ts';
import { EntityCounts } from './EntityCounts.ts';
import { ENTITY_KINDS, EntityKind } from './EntityKind.ts';
import { MINISTRY_DOMAIN_LABELS, MinistryDomainCounts } from './ministryDomains.ts';
import { openFacet } from './openState.ts';

const EntityKindCount = countType('EntityKindCount', 'entities of the same kind', {
  value: { type: () => EntityKind, label: 'Type d’entité', description: 'The kind of these entities.' },
  ...labelField(),
});

/** The counts of entities by value. */
export const EntityFacets = defineFacets(Entity, 'The numbers of entities in a list today, by value.', {
  kind: {
    relation: enumFacet(sql`${self}.kind`, ENTITY_KINDS),
    type: () => [EntityKindCount],
    label: 'Par type',
    description: 'The counts of all kinds, in the order of the enum.',
  },
  isOpen: openFacet('entities'),
  isAbsent: absentFacet('entities'),
  ministryDomain: {
    relation: topValuesFacet(
      sql`SELECT ${self}.ministry_domain AS value, ${self}.ministry_domain COLLATE "C" AS tie`,
      'value',
      { labels: MINISTRY_DOMAIN_LABELS },
    ),
    type: () => MinistryDomainCounts,
    label: 'Par domaine ministériel',
    description: 'The counts by ministry domain.',
  },
  parent: {
    relation: topValuesFacet(
      sql`SELECT e.id AS value, e.slug AS tie FROM entity e WHERE e.id = ${self}.parent_id`,
      'entityKey',
    ),
    type: () => EntityCounts,
    label: 'Par entité mère',
    description: 'The counts by the entity directly above.',
  },
});
