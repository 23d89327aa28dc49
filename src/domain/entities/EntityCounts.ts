import { Field, Int, ObjectType } from 'type-graphql';
import { fieldsOf } from '../../graphql/fields/fieldsOf.ts';
import { oneBy } from '../../graphql/relations/relations.ts';
import { Entity } from './Entity.ts';

@ObjectType({ description: 'Effectif par entité — how many belong to an entity.' })
export class EntityCount {
  entityKey!: number;

  @Field(() => Entity, { description: 'Entité — which one.' })
  entity!: Entity;

  @Field(() => Int, { description: 'Nombre — of them; never zero.' })
  count!: number;
}

/** A count as it is read: its entity is only looked up when it is selected. */
export type CountOfEntity = Omit<EntityCount, 'entity'>;

@ObjectType({ description: 'Effectifs par entité — the entities that most belong to, and what they leave out.' })
export class EntityCounts {
  @Field(() => [EntityCount], { description: 'Effectifs — by entity, greatest first.' })
  nodes!: CountOfEntity[];

  @Field(() => Int, { description: 'Autres — how many other entities there are.' })
  others!: number;

  @Field(() => Int, { description: 'Sans entité — how many items of the list belong to none.' })
  without!: number;
}

export const EntityCountResolver = fieldsOf(EntityCount, {
  entity: { relation: oneBy<EntityCount, Entity>(() => Entity, 'entityKey') },
});
