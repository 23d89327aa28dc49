import { Int } from 'type-graphql';
import { fail } from '../../errors/errors.ts';
import { connection } from '../../graphql/connections/listingOf.ts';
import { fieldsOf, queriesOf } from '../../graphql/fields/fieldsOf.ts';
import { referenceOf } from '../../graphql/properties/declarations.ts';
import { lookup, type Many, manyBy } from '../../graphql/relations/relations.ts';
import { link, self, sql } from '../../sql/sql.ts';
import { DEPTH_OUT_OF_RANGE } from '../domainErrors.ts';
import { Entity } from './Entity.ts';
import { EntityIdentifier } from './EntityIdentifier.ts';
import { entitiesListing } from './entitiesListing.ts';
import { ancestorsVia, childrenVia, descendantsWithinVia } from './entityTree.ts';

export const EntityQueries = queriesOf({
  entity: {
    relation: lookup(() => Entity, 'slug'),
    description: 'Entité — the entity of this slug, or null.',
    arguments: { slug: { type: () => String, description: 'Identifiant lisible — the slug of the entity.' } },
  },
  entities: {
    relation: connection('Query.entities', entitiesListing, { which: 'which entities' }),
    description: 'Entités — all entities, or those of a filter, in pages.',
  },
});

const ancestorsOf: Many<Entity> = {
  kind: 'many',
  target: () => Entity,
  via: ancestorsVia,
  order: sql`${link}.distance`,
};

const which = 'which of the entities below it';

const descendantsOf = connection('Entity.descendants', entitiesListing, {
  via: descendantsWithinVia,
  which,
  arguments: {
    depth: {
      type: () => Int,
      nullable: true,
      description: 'Profondeur — how many levels down: 1 for its children alone; to the last if not said.',
    },
  },
  within({ depth = null }: { depth?: number | null }) {
    if (depth !== null && depth < 1) fail(DEPTH_OUT_OF_RANGE, { argument: 'depth', value: depth });
    return { depth };
  },
});

export const EntityResolver = fieldsOf(Entity, {
  parent: { relation: referenceOf(Entity, 'parent') },
  ancestors: { relation: ancestorsOf, description: 'Ascendance — the entities above it, nearest first.' },
  children: {
    relation: connection('Entity.children', entitiesListing, { via: childrenVia, which }),
    description: 'Entités filles — the entities directly below it, by name.',
  },
  descendants: {
    relation: descendantsOf,
    description: 'Descendance — the entities below it, at any level or down to one, by name.',
  },
  identifiers: {
    relation: manyBy(() => EntityIdentifier, 'entityKey', sql`${self}.scheme, ${self}.value`),
    description: 'Identifiants externes — what other registers call it.',
  },
});
