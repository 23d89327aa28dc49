import { allValuesFacet, topValuesFacet } from '../../graphql/facets/facets.ts';
import { countType, LabelCounts } from '../../graphql/fields/counts.ts';
import { defineFacets } from '../../graphql/fields/defineFields.ts';
import { self, sql } from '../../sql/sql.ts';
import { absentFacet } from './absence.ts';
import { Entity } from './Entity.ts';
import { EntityCounts } from './EntityCounts.ts';
import { EntityKind } from './EntityKind.ts';

const EntityKindCount = countType('EntityKindCount', 'entities', {
  kind: { type: () => EntityKind, label: 'Type d’entité', description: 'The kind of these entities.' },
});

/** The counts of entities by value. */
export const EntityFacets = defineFacets(Entity, 'The numbers of entities in a list, by value.', {
  kind: {
    relation: allValuesFacet(sql`${self}.kind`, 'kind'),
    type: () => [EntityKindCount],
    label: 'Par type',
    description: 'The counts by kind, in the order of the enum.',
  },
  isAbsent: absentFacet('entities'),
  ministryDomain: {
    relation: topValuesFacet(
      sql`SELECT ${self}.ministry_domain AS value, ${self}.ministry_domain COLLATE "C" AS tie`,
      'label',
    ),
    type: () => LabelCounts,
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
