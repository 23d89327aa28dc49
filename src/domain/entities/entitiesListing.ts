import { listing, orderKey } from '../../graphql/connections/listing.ts';
import type { Filterable } from '../../graphql/filters/condition.ts';
import { anyOf, compared, containsWords, countOf, given, toMany, toOne } from '../../graphql/filters/condition.ts';
import { oneBy } from '../../graphql/relations/relations.ts';
import { self, sql } from '../../sql/sql.ts';
import { Entity } from './Entity.ts';
import type { EntityFilter, EntityOrderField } from './EntityFilter.ts';
import { entityEmptiness } from './entityEmptiness.ts';
import { ancestorsVia, childrenVia, descendantsVia } from './entityTree.ts';

/** The entity that one is part of. */
export const parentOf = oneBy<Entity, Entity>(() => Entity, 'parentKey');

const target = () => Entity;
const entities = (): Filterable<Entity> => entitiesListing;

/** How entities can be listed. */
export const entitiesListing = listing<Entity, EntityFilter, EntityOrderField>(() => Entity, {
  conditions: {
    slugs: anyOf(sql`${self}.slug`, 'text'),
    kinds: anyOf(sql`${self}.kind`, 'entity_kind'),
    ministryDomains: anyOf(sql`${self}.ministry_domain`, 'text'),
    parents: { holds: sql`${self}.parent_id IN (SELECT id FROM entity WHERE slug = ANY(${given}::text[]))` },
    open: { holds: sql`(${self}.closed_on IS NULL) = ${given}::boolean` },
    closedOn: compared(sql`${self}.closed_on`, 'date'),
    updatedAt: compared(sql`${self}.updated_at`, 'timestamptz'),
    parent: toOne(parentOf, entities),
    ancestors: toMany({ via: ancestorsVia }, entities),
    children: toMany({ via: childrenVia }, entities),
    descendants: toMany({ via: descendantsVia }, entities),
    childrenCount: countOf({ target, via: childrenVia }),
    descendantsCount: countOf({ target, via: descendantsVia }),
    isNull: entityEmptiness.condition,
    text: containsWords(sql`${self}.search_text`),
  },
  orders: {
    NAME: orderKey('text', sql`${self}.name_key`),
    UPDATED_AT: orderKey('timestamptz', sql`${self}.updated_at`),
  },
  defaultOrder: 'NAME',
});
