import { Int } from 'type-graphql';
import { fail } from '../../errors/errors.ts';
import { connection } from '../../graphql/connections/defineListing.ts';
import { defineFields, defineQueries } from '../../graphql/fields/defineFields.ts';
import { referenceOf } from '../../graphql/properties/declarations.ts';
import { lookup, type Many, manyBy } from '../../graphql/relations/relations.ts';
import { link, self, sql } from '../../sql/sql.ts';
import { DEPTH_OUT_OF_RANGE } from '../domainErrors.ts';
import { Entity } from './Entity.ts';
import { EntityIdentifier } from './EntityIdentifier.ts';
import { entitiesListing } from './entitiesListing.ts';
import { ancestorsVia, childrenVia, descendantsWithinVia } from './entityTree.ts';

export const EntityQueries = defineQueries({
  entity: {
    relation: lookup(() => Entity, 'slug'),
    label: 'Entité',
    description: 'The entity with the given slug. Null if there is none.',
    arguments: { slug: { type: () => String, description: 'The slug of the entity.' } },
  },
  entities: {
    relation: connection('Query.entities', entitiesListing),
    label: 'Entités',
    description: 'The entities of the register, in pages.',
  },
});

const ancestorsOf: Many<Entity> = {
  kind: 'many',
  target: () => Entity,
  via: ancestorsVia,
  order: sql`${link}.distance`,
};

const descendantsOf = connection('Entity.descendants', entitiesListing, {
  via: descendantsWithinVia,
  arguments: {
    depth: {
      type: () => Int,
      nullable: true,
      description:
        'The number of levels below the entity, at least 1; 1 selects the children only. Default: all levels. Fails with `DEPTH_OUT_OF_RANGE` below 1.',
    },
  },
  viaArguments({ depth = null }: { depth?: number | null }) {
    if (depth !== null && depth < 1) fail(DEPTH_OUT_OF_RANGE, { argument: 'depth', value: depth });
    return { depth };
  },
});

export const EntityResolver = defineFields(Entity, {
  parent: { relation: referenceOf(Entity, 'parent') },
  ancestors: {
    relation: ancestorsOf,
    label: 'Ascendance',
    description: 'The entities above in the tree, the nearest first.',
  },
  children: {
    relation: connection('Entity.children', entitiesListing, { via: childrenVia }),
    label: 'Entités filles',
    description: 'The entities directly below in the tree, by name.',
  },
  descendants: {
    relation: descendantsOf,
    label: 'Descendance',
    description: 'The entities below in the tree, on all levels or down to `depth`, by name.',
  },
  identifiers: {
    relation: manyBy(() => EntityIdentifier, 'entityKey', sql`${self}.scheme, ${self}.value`),
    label: 'Identifiants externes',
    description: 'The identifiers of the entity in other registers.',
  },
});
