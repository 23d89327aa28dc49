import { countsType, countType } from '../../graphql/fields/counts.ts';
import { defineFields } from '../../graphql/fields/defineFields.ts';
import { oneBy } from '../../graphql/relations/relations.ts';
import { Entity } from './Entity.ts';

export const EntityCount = countType('EntityCount', 'items with the same entity', {
  entity: { type: () => Entity, label: 'Entité', description: 'The entity that the items have in common.' },
});

export const EntityCounts = countsType('EntityCounts', EntityCount, {
  counted: 'items',
  values: 'entities',
  without: 'Sans entité',
});

/** The entity is loaded only if it is selected. */
export const EntityCountResolver = defineFields(EntityCount, {
  entity: { relation: oneBy<{ entityKey: number }, Entity>(() => Entity, 'entityKey') },
});
