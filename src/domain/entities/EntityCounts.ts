import { Ctx, Extensions, Field, FieldResolver, Int, ObjectType, Resolver, Root } from 'type-graphql';
import type { RequestContext } from '../../graphql/context.ts';
import { loadOne } from '../../graphql/relations/loaders.ts';
import { present } from '../../graphql/relations/present.ts';
import { oneBy, relation } from '../../graphql/relations/relations.ts';
import { Entity } from './Entity.ts';

@ObjectType({ description: 'Effectif par entité — how many belong to an entity.' })
export class EntityCount {
  entityKey!: number;

  @Field(() => Entity, { description: 'Entité — which one.' })
  entity!: Entity;

  @Field(() => Int, { description: 'Nombre — of them; never zero.' })
  count!: number;
}

/** A count as it is read: its entity is only looked up when it is asked for. */
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

const entityOf = oneBy<EntityCount, Entity>(() => Entity, 'entityKey');

@Resolver(() => EntityCount)
export class EntityCountResolver {
  @Extensions(relation(entityOf))
  @FieldResolver(() => Entity)
  entity(@Root() count: EntityCount, @Ctx() ctx: RequestContext): Promise<Entity> {
    return present(loadOne(ctx, entityOf, count));
  }
}
