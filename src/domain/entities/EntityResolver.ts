import { Int } from 'type-graphql';
import { fail } from '../../errors/errors.ts';
import { connection } from '../../graphql/connections/defineListing.ts';
import { createdAt } from '../../graphql/fields/createdAt.ts';
import { defineFields, defineQueries } from '../../graphql/fields/defineFields.ts';
import { referenceOf } from '../../graphql/properties/declarations.ts';
import { dated, expression, type Many, oneVia } from '../../graphql/relations/relations.ts';
import { lookedUpKey } from '../../graphql/relations/uniqueKeys.ts';
import { DateScalar } from '../../graphql/scalars.ts';
import { labelIn } from '../../graphql/vocabulary.ts';
import { link, self, sql } from '../../sql/sql.ts';
import { DEPTH_OUT_OF_RANGE } from '../domainErrors.ts';
import { absentIn } from './absence.ts';
import { Entity } from './Entity.ts';
import { entitiesListing, identifiersOf } from './entitiesListing.ts';
import { entityBy } from './entityBy.ts';
import {
  ancestorsOnVia,
  ancestorsVia,
  childrenOnVia,
  childrenVia,
  descendantsOnVia,
  descendantsWithinVia,
  parentOn,
  TREE_DAY,
} from './entityTree.ts';
import { formerSlugs } from './formerSlugs.ts';
import { entityOn } from './lineage.ts';
import { MINISTRY_DOMAIN_LABELS } from './ministryDomains.ts';
import { openIn } from './openState.ts';

export const EntityQueries = defineQueries({
  entity: {
    relation: dated(
      entityBy.relation,
      oneVia(() => Entity, entityOn(lookedUpKey(entityBy.relation))),
    ),
    label: 'Entité',
    description:
      'The entity with the given slug, former slug, id or identifier in another register. Null if there is none. With `on`, the entity of its lineage that existed on that day: the DINUM on 15 June 2017 is the DINSIC. Null if no entity of the lineage existed, or more than one.',
    arguments: {
      ...entityBy.arguments,
      on: {
        type: () => DateScalar,
        nullable: true,
        description:
          'The day on which the entity of the lineage existed. Default: the entity itself, whenever it existed.',
      },
    },
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

const ancestorsOnDay: Many<Entity> = { ...ancestorsOf, via: ancestorsOnVia };

const descendantsOf = connection('Entity.descendants', entitiesListing, {
  via: descendantsWithinVia,
  viaOnDay: descendantsOnVia,
  arguments: {
    on: TREE_DAY,
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
  createdAt: createdAt(() => Entity, 'entites.cree_le'),
  formerSlugs: {
    relation: expression(() => Entity, formerSlugs('entity')),
    type: () => [String],
    openData: 'entites.anciens_identifiants',
    label: 'Anciens identifiants',
    description:
      'The slugs that the entity had before it was joined with that of another source. They still lead to it.',
  },
  ministryDomainLabel: {
    relation: expression(() => Entity, labelIn(MINISTRY_DOMAIN_LABELS, sql`${self}.ministry_domain`)),
    type: () => String,
    nullable: true,
    openData: 'termes.libelle',
    label: 'Libellé du domaine ministériel',
    description:
      'The label of `ministryDomain` in French. Null if the entity has no domain, or one that beta.gouv.fr does not list.',
  },
  isOpen: openIn(Entity, 'entites.ouverte'),
  isAbsent: absentIn(Entity, 'entites.absent_depuis'),
  parent: {
    relation: dated(
      referenceOf(Entity, 'parent'),
      oneVia(() => Entity, parentOn),
    ),
    arguments: { on: TREE_DAY },
  },
  ancestors: {
    relation: dated(ancestorsOf, ancestorsOnDay),
    openData: ['entites.entite_mere', 'anciens_rattachements.entite_mere'],
    arguments: { on: TREE_DAY },
    label: 'Ascendance',
    description: 'The entities above in the tree, the nearest first.',
  },
  children: {
    relation: connection('Entity.children', entitiesListing, {
      via: childrenVia,
      viaOnDay: childrenOnVia,
      arguments: { on: TREE_DAY },
    }),
    openData: ['entites.entite_mere', 'anciens_rattachements.entite_mere'],
    label: 'Entités filles',
    description: 'The entities directly below in the tree, by name.',
  },
  descendants: {
    relation: descendantsOf,
    openData: ['entites.entite_mere', 'anciens_rattachements.entite_mere'],
    label: 'Descendance',
    description: 'The entities below in the tree, on all levels or down to `depth`, by name.',
  },
  identifiers: {
    relation: identifiersOf,
    openData: 'identifiants.entite',
    label: 'Identifiants externes',
    description: 'The identifiers of the entity in other registers.',
  },
});
