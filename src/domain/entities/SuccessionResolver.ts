import { defineFields } from '../../graphql/fields/defineFields.ts';
import { referenceOf } from '../../graphql/properties/declarations.ts';
import { manyBy } from '../../graphql/relations/relations.ts';
import { self, sql } from '../../sql/sql.ts';
import { Entity } from './Entity.ts';
import { EntitySuccession } from './EntitySuccession.ts';

const byDay = sql`${self}.effective_on, ${self}.id`;

export const EntitySuccessions = defineFields(Entity, {
  predecessors: {
    relation: manyBy(() => EntitySuccession, 'successorKey', byDay),
    label: 'Prédécesseurs',
    description: 'The successions in which the entity took over from others, by date.',
  },
  successors: {
    relation: manyBy(() => EntitySuccession, 'predecessorKey', byDay),
    label: 'Successeurs',
    description: 'The successions in which others took over from the entity, by date. Empty if no entity succeeded it.',
  },
});

export const SuccessionResolver = defineFields(EntitySuccession, {
  predecessor: { relation: referenceOf(EntitySuccession, 'predecessor') },
  successor: { relation: referenceOf(EntitySuccession, 'successor') },
});
