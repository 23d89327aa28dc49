import { BY_NAME, BY_UPDATE, defineListing } from '../../graphql/connections/defineListing.ts';
import type { Filterable } from '../../graphql/filters/condition.ts';
import {
  booleanField,
  countField,
  textListField,
  toManyField,
  toOneField,
  wordsField,
} from '../../graphql/filters/condition.ts';
import { propertyFilters } from '../../graphql/filters/defineFilter.ts';
import { referenceOf } from '../../graphql/properties/declarations.ts';
import { self, sql } from '../../sql/sql.ts';
import { absentField } from './absence.ts';
import { Entity } from './Entity.ts';
import { EntityFacets } from './EntityFacets.ts';
import { ancestorsVia, childrenVia, descendantsVia } from './entityTree.ts';
import { keysOfSlugs } from './formerSlugs.ts';

const target = () => Entity;
const entities = (): Filterable<Entity> => entitiesListing;
const { kinds, ministryDomains, closedOn, absentSince, updatedAt } = propertyFilters(Entity);

/** The filter, orders and facets of lists of entities. */
export const entitiesListing = defineListing(Entity, {
  plural: 'entities',
  fields: {
    slugs: textListField(
      'Selects the entities with one of these slugs or former slugs.',
      sql`${self}.id IN (${keysOfSlugs('entity')})`,
    ),
    kinds,
    ministryDomains,
    parents: textListField(
      'Selects the entities whose parent has one of these slugs.',
      sql`${self}.parent_id IN (${keysOfSlugs('entity')})`,
    ),
    text: wordsField('the slug, the name or the acronym'),
    open: booleanField(
      '`true` selects the entities without a last day; `false` selects those that are closed or have a last day in the future.',
      sql`(${self}.closed_on IS NULL)`,
    ),
    closedOn,
    absent: absentField('entities'),
    absentSince,
    updatedAt,
    parent: toOneField('Selects the entities whose parent matches.', referenceOf(Entity, 'parent'), entities),
    ancestors: toManyField('Filters by the entities above in the tree.', { via: ancestorsVia }, entities),
    children: toManyField('Filters by the entities directly below.', { via: childrenVia }, entities),
    descendants: toManyField('Filters by the entities below on all levels.', { via: descendantsVia }, entities),
    childrenCount: countField('Compares the number of entities directly below.', { target, via: childrenVia }),
    descendantsCount: countField('Compares the number of entities below on all levels.', {
      target,
      via: descendantsVia,
    }),
  },
  orders: { NAME: BY_NAME, UPDATED_AT: BY_UPDATE },
  defaultOrder: 'NAME',
  facets: EntityFacets.type,
});
