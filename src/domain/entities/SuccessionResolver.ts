import { Ctx, Extensions, FieldResolver, Resolver, Root } from 'type-graphql';
import type { RequestContext } from '../../graphql/context.ts';
import { loadMany, loadOne } from '../../graphql/relations/loaders.ts';
import { present } from '../../graphql/relations/present.ts';
import { manyBy, oneBy, relation } from '../../graphql/relations/relations.ts';
import { self, sql } from '../../sql/sql.ts';
import { Entity } from './Entity.ts';
import { EntitySuccession } from './EntitySuccession.ts';

const byDay = sql`${self}.effective_on, ${self}.id`;
const predecessorsOf = manyBy(() => EntitySuccession, 'successorKey', byDay);
const successorsOf = manyBy(() => EntitySuccession, 'predecessorKey', byDay);

@Resolver(() => Entity)
export class EntitySuccessions {
  @Extensions(relation(predecessorsOf))
  @FieldResolver(() => [EntitySuccession], {
    description: 'Prédécesseurs — the successions by which it took over from others, by date.',
  })
  predecessors(@Root() entity: Entity, @Ctx() ctx: RequestContext): Promise<EntitySuccession[]> {
    return loadMany(ctx, predecessorsOf, entity);
  }

  @Extensions(relation(successorsOf))
  @FieldResolver(() => [EntitySuccession], {
    description: 'Successeurs — the successions by which others took over from it; none if it goes on, or just ended.',
  })
  successors(@Root() entity: Entity, @Ctx() ctx: RequestContext): Promise<EntitySuccession[]> {
    return loadMany(ctx, successorsOf, entity);
  }
}

const predecessorOf = oneBy<EntitySuccession, Entity>(() => Entity, 'predecessorKey');
const successorOf = oneBy<EntitySuccession, Entity>(() => Entity, 'successorKey');

@Resolver(() => EntitySuccession)
export class SuccessionResolver {
  @Extensions(relation(predecessorOf))
  @FieldResolver(() => Entity, { description: 'Prédécesseur — the entity that ended.' })
  predecessor(@Root() succession: EntitySuccession, @Ctx() ctx: RequestContext): Promise<Entity> {
    return present(loadOne(ctx, predecessorOf, succession));
  }

  @Extensions(relation(successorOf))
  @FieldResolver(() => Entity, { description: 'Successeur — the entity that took over.' })
  successor(@Root() succession: EntitySuccession, @Ctx() ctx: RequestContext): Promise<Entity> {
    return present(loadOne(ctx, successorOf, succession));
  }
}
