import type { ArgumentOptions } from '../../graphql/connections/pageArguments.ts';
import { defineFields } from '../../graphql/fields/defineFields.ts';
import { referenceOf } from '../../graphql/properties/declarations.ts';
import type { Many } from '../../graphql/relations/relations.ts';
import { manyBy } from '../../graphql/relations/relations.ts';
import { self, sql } from '../../sql/sql.ts';
import { Entity } from './Entity.ts';
import { EntitySuccession } from './EntitySuccession.ts';
import { FormerParent } from './FormerParent.ts';
import { lineageVia, predecessorsVia, successorsVia } from './lineage.ts';

const order = sql`${self}.effective_on, ${self}.id`;
const target = () => EntitySuccession;
const predecessorsOf: Many<EntitySuccession> = { kind: 'many', target, via: predecessorsVia, order };
const successorsOf: Many<EntitySuccession> = { kind: 'many', target, via: successorsVia, order };

const lineageOf: Many<Entity> = {
  kind: 'many',
  target: () => Entity,
  via: lineageVia,
  order: sql`${self}.closed_on, ${self}.opened_on NULLS FIRST, ${self}.slug COLLATE "C"`,
};

const transitive = (of: string): Readonly<Record<string, ArgumentOptions>> => ({
  transitive: {
    type: () => Boolean,
    nullable: true,
    defaultValue: false,
    description: `Whether to include the successions of ${of}, on all levels.`,
  },
});

export const EntitySuccessions = defineFields(Entity, {
  predecessors: {
    relation: predecessorsOf,
    openData: 'successions.predecesseur',
    arguments: transitive('predecessors'),
    label: 'Prédécesseurs',
    description: 'The successions in which the entity took over from others, by date.',
  },
  successors: {
    relation: successorsOf,
    openData: 'successions.successeur',
    arguments: transitive('successors'),
    label: 'Successeurs',
    description: 'The successions in which others took over from the entity, by date. Empty if no entity succeeded it.',
  },
  lineage: {
    relation: lineageOf,
    openData: ['successions.predecesseur', 'successions.successeur'],
    label: 'Lignée',
    description:
      'The entity with all its predecessors and successors, direct or not, each once: by their last day, open ones last.',
  },
  formerParents: {
    relation: manyBy(() => FormerParent, 'entityKey', sql`${self}.ended_on`),
    openData: 'anciens_rattachements.entite',
    label: 'Anciens rattachements',
    description: 'The entities that were directly above before the present `parent`, the earliest first.',
  },
});

export const SuccessionResolver = defineFields(EntitySuccession, {
  predecessor: { relation: referenceOf(EntitySuccession, 'predecessor') },
  successor: { relation: referenceOf(EntitySuccession, 'successor') },
});

export const FormerParentResolver = defineFields(FormerParent, {
  parent: { relation: referenceOf(FormerParent, 'parent') },
});
