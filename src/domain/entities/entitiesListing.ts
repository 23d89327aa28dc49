import { BY_NAME, BY_UPDATE, defineListing } from '../../graphql/connections/defineListing.ts';
import { BY_CREATION, CREATED_AT_FILTER } from '../../graphql/fields/createdAt.ts';
import type { Filterable } from '../../graphql/filters/condition.ts';
import { searchField, textListField, toManyField, toOneField } from '../../graphql/filters/condition.ts';
import { propertyFilters } from '../../graphql/filters/defineFilter.ts';
import { referenceOf } from '../../graphql/properties/declarations.ts';
import { manyBy } from '../../graphql/relations/relations.ts';
import { self, sql } from '../../sql/sql.ts';
import { absentField } from './absence.ts';
import { Entity } from './Entity.ts';
import { EntityFacets } from './EntityFacets.ts';
import { EntityIdentifier, identifierFilter } from './EntityIdentifier.ts';
import { ancestorsVia, childrenVia, descendantsVia } from './entityTree.ts';
import { keysOfSlugs } from './formerSlugs.ts';
import { openField } from './openState.ts';

const entities = (): Filterable<Entity> => entitiesListing;
export const identifiersOf = manyBy(() => EntityIdentifier, 'entityKey', sql`${self}.scheme, ${self}.value`);

const { kind, ministryDomain, closedOn, absentSince, updatedAt } = propertyFilters(Entity);

/** The filter, orders and facets of lists of entities. */
export const entitiesListing = defineListing(Entity, {
  plural: 'entities',
  fields: {
    slug: textListField(
      'Selects the entities with one of these slugs or former slugs.',
      sql`${self}.id IN (${keysOfSlugs('entity')})`,
    ),
    kind,
    ministryDomain,
    identifiers: toManyField(
      'Filters by the identifiers of the entity in other registers, such as its SIREN.',
      identifiersOf,
      () => identifierFilter,
    ),
    text: searchField('the names, the acronym, the slug or the ministry domain'),
    isOpen: openField('entities'),
    closedOn,
    isAbsent: absentField('entities'),
    absentSince,
    createdAt: CREATED_AT_FILTER,
    updatedAt,
    parent: toOneField('Selects the entities whose parent matches.', referenceOf(Entity, 'parent'), entities),
    ancestors: toManyField('Filters by the entities above in the tree.', { via: ancestorsVia }, entities),
    children: toManyField('Filters by the entities directly below.', { via: childrenVia }, entities),
    descendants: toManyField('Filters by the entities below on all levels.', { via: descendantsVia }, entities),
  },
  orders: { NAME: BY_NAME, CREATED_AT: BY_CREATION, UPDATED_AT: BY_UPDATE },
  defaultOrder: 'NAME',
  facets: EntityFacets.type,
});
