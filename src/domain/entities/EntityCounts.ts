import { countsType, countType } from '../../graphql/fields/counts.ts';
import { fieldsOf } from '../../graphql/fields/fieldsOf.ts';
import { oneBy } from '../../graphql/relations/relations.ts';
import { Entity } from './Entity.ts';

export const EntityCount = countType('EntityCount', 'Effectif par entité — how many belong to an entity.', {
  entity: { type: () => Entity, description: 'Entité — which one.' },
});

export const EntityCounts = countsType('EntityCounts', EntityCount, {
  description: 'Effectifs par entité — the entities that most belong to, and what they leave out.',
  nodes: 'Effectifs — by entity, greatest first.',
  others: 'Autres — how many other entities there are.',
  without: 'Sans entité — how many items of the list belong to none.',
});

/** An entity is only looked up when it is selected. */
export const EntityCountResolver = fieldsOf(EntityCount, {
  entity: { relation: oneBy<{ entityKey: number }, Entity>(() => Entity, 'entityKey') },
});
