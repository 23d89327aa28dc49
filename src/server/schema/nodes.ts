import { Arg, Ctx, Extensions, ID, Query, Resolver } from 'type-graphql';
import { Agreement } from '../../domain/agreements/Agreement.ts';
import { PainPoint } from '../../domain/agreements/PainPoint.ts';
import { Entity } from '../../domain/entities/Entity.ts';
import { Mission } from '../../domain/missions/Mission.ts';
import { Service } from '../../domain/services/Service.ts';
import { Startup } from '../../domain/startups/Startup.ts';
import { PublicContract } from '../../domain/teams/PublicContract.ts';
import { Theme } from '../../domain/themes/Theme.ts';
import { fail } from '../../errors/errors.ts';
import type { RequestContext } from '../../graphql/context.ts';
import { costs } from '../../graphql/cost.ts';
import { LIST_TOO_LONG } from '../../graphql/graphqlErrors.ts';
import { labeled } from '../../graphql/labels.ts';
import { Node } from '../../graphql/Node.ts';
import { loadNode } from '../../graphql/relations/lookup.ts';
import { Publication } from '../../publishing/graphql/Publication.ts';

const NODES = [Agreement, Entity, Mission, PainPoint, PublicContract, Publication, Service, Startup, Theme];

const MAX_IDS = 100;

@Resolver()
export class NodeQueries {
  @Extensions(labeled('Nœud'))
  @Query(() => Node, { nullable: true, description: 'The object with the given global id. Null if there is none.' })
  node(
    @Arg('id', () => ID, { description: 'The global id, as `id` returns it.' }) id: string,
    @Ctx() ctx: RequestContext,
  ): Promise<object | null> {
    return loadNode(ctx, NODES, id);
  }

  @Extensions(costs({ sizeOf: ({ ids }: { ids: string[] }) => ids.length }))
  @Extensions(labeled('Nœuds'))
  @Query(() => [Node], {
    nullable: 'items',
    description:
      'The objects with these global ids, in the same order, with null for an unknown id. Fails with `LIST_TOO_LONG` for more than 100 ids.',
  })
  nodes(
    @Arg('ids', () => [ID], { description: 'The global ids, at most 100.' }) ids: string[],
    @Ctx() ctx: RequestContext,
  ): Promise<(object | null)[]> {
    if (ids.length > MAX_IDS) fail(LIST_TOO_LONG, { path: 'ids', length: ids.length, maximum: MAX_IDS });
    return Promise.all(ids.map((id) => loadNode(ctx, NODES, id)));
  }
}
