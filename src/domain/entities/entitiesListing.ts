import { BY_NAME, BY_UPDATE, listingOf } from '../../graphql/connections/listingOf.ts';
import type { Filterable } from '../../graphql/filters/condition.ts';
import { anyText, containsWords, countOf, given, isSo, toMany, toOne } from '../../graphql/filters/condition.ts';
import { propertyFilters } from '../../graphql/filters/filterOf.ts';
import { referenceOf } from '../../graphql/properties/declarations.ts';
import { self, sql } from '../../sql/sql.ts';
import { Entity } from './Entity.ts';
import { EntityFacets } from './EntityFacets.ts';
import { ancestorsVia, childrenVia, descendantsVia } from './entityTree.ts';

const target = () => Entity;
const entities = (): Filterable<Entity> => entitiesListing;
const { slugs, kinds, ministryDomains, closedOn, updatedAt } = propertyFilters(Entity);

/** How entities are listed. */
export const entitiesListing = listingOf(Entity, {
  plural: 'entities',
  fields: {
    slugs,
    kinds,
    ministryDomains,
    parents: anyText(
      'Entities whose parent has one of these slugs.',
      sql`${self}.parent_id IN (SELECT id FROM entity WHERE slug = ANY(${given}::text[]))`,
    ),
    text: containsWords('the slug, the name or the acronym'),
    open: isSo(
      'True: entities without a last day; false: those that are closed, or will be.',
      sql`(${self}.closed_on IS NULL)`,
    ),
    closedOn,
    updatedAt,
    parent: toOne('Entities whose parent fits this.', referenceOf(Entity, 'parent'), entities),
    ancestors: toMany('Asks of the entities above them.', { via: ancestorsVia }, entities),
    children: toMany('Asks of those directly below them.', { via: childrenVia }, entities),
    descendants: toMany('Asks of all the entities below them.', { via: descendantsVia }, entities),
    childrenCount: countOf('Of those directly below them.', { target, via: childrenVia }),
    descendantsCount: countOf('Of all the entities below them.', {
      target,
      via: descendantsVia,
    }),
  },
  orders: { NAME: BY_NAME, UPDATED_AT: BY_UPDATE },
  defaultOrder: 'NAME',
  facets: EntityFacets.type,
});
