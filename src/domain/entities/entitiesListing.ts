import { BY_NAME, BY_UPDATE, listingOf } from '../../graphql/connections/listingOf.ts';
import type { Filterable } from '../../graphql/filters/condition.ts';
import { containsWords, countOf, filterField, given, toMany, toOne } from '../../graphql/filters/condition.ts';
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
  french: 'entités',
  english: 'entities',
  fields: {
    slugs,
    kinds,
    ministryDomains,
    parents: filterField(
      'Entités mères — entities whose parent has one of these slugs.',
      { holds: sql`${self}.parent_id IN (SELECT id FROM entity WHERE slug = ANY(${given}::text[]))` },
      () => [String],
    ),
    text: filterField(
      'Texte — every word is in the slug, the name or the acronym; accents and case do not matter.',
      containsWords(sql`${self}.search_text`),
      () => String,
    ),
    open: filterField(
      'Ouvertes — true: entities without a last day; false: those that are closed, or will be.',
      { holds: sql`(${self}.closed_on IS NULL) = ${given}::boolean` },
      () => Boolean,
    ),
    closedOn,
    updatedAt,
    parent: filterField(
      'Entité mère — entities whose parent fits this.',
      toOne(referenceOf(Entity, 'parent'), entities),
    ),
    ancestors: filterField('Ascendance — asks of the entities above them.', toMany({ via: ancestorsVia }, entities)),
    children: filterField(
      'Entités filles — asks of those directly below them.',
      toMany({ via: childrenVia }, entities),
    ),
    descendants: filterField(
      'Descendance — asks of all the entities below them.',
      toMany({ via: descendantsVia }, entities),
    ),
    childrenCount: filterField(
      'Nombre d’entités filles — of those directly below them.',
      countOf({ target, via: childrenVia }),
    ),
    descendantsCount: filterField(
      'Taille de la descendance — of all the entities below them.',
      countOf({ target, via: descendantsVia }),
    ),
  },
  orders: { NAME: BY_NAME, UPDATED_AT: BY_UPDATE },
  defaultOrder: 'NAME',
  facets: EntityFacets.type,
});
