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
import { costs } from '../../graphql/cost.ts';
import { splitId } from '../../graphql/globalId.ts';
import { LIST_TOO_LONG } from '../../graphql/graphqlErrors.ts';
import { labeled } from '../../graphql/labels.ts';
import { Node } from '../../graphql/Node.ts';
import { loadNode } from '../../graphql/relations/lookup.ts';
import { Publication } from '../../publishing/graphql/Publication.ts';
import { contextAtVersion } from '../../register/asOf.ts';
import type { RegisterContext, SnapshotContext } from '../../register/registerContext.ts';
import { SNAPSHOT_ID, snapshotOf } from '../../register/Snapshot.ts';

/** The classes of nodes with a history. */
const IN_SNAPSHOTS = [Agreement, Entity, Mission, PainPoint, PublicContract, Service, Startup, Theme];

const AT_PRESENT = [...IN_SNAPSHOTS, Publication];

const MAX_IDS = 100;

@Resolver()
export class NodeQueries {
  @Extensions(labeled('Nœud'))
  @Query(() => Node, {
    nullable: true,
    description:
      'The object with the given global id, at present or in the snapshot that the id names. In a snapshot, also the object with the given id at present. Null if there is none.',
  })
  node(
    @Arg('id', () => ID, { description: 'The global id, as `id` returns it.' }) id: string,
    @Ctx() ctx: RegisterContext,
  ): Promise<object | null> {
    return findNode(ctx, id);
  }

  @Extensions(costs({ sizeOf: ({ ids }: { ids: string[] }) => ids.length }))
  @Extensions(labeled('Nœuds'))
  @Query(() => [Node], {
    nullable: 'items',
    description:
      'The objects with these global ids, as `node` finds them, in the same order, with null for an unknown id. Fails with `LIST_TOO_LONG` for more than 100 ids, or ids of more than 20 snapshots.',
  })
  nodes(
    @Arg('ids', () => [ID], { description: 'The global ids, at most 100.' }) ids: string[],
    @Ctx() ctx: RegisterContext,
  ): Promise<(object | null)[]> {
    if (ids.length > MAX_IDS) fail(LIST_TOO_LONG, { path: 'ids', length: ids.length, maximum: MAX_IDS });
    return Promise.all(ids.map((id) => findNode(ctx, id)));
  }
}

async function findNode(ctx: RegisterContext, id: string): Promise<object | null> {
  const { present, version } = splitId(id);
  if (version === null) return loadNode(ctx, ctx.asOf === null ? AT_PRESENT : IN_SNAPSHOTS, present);
  if (ctx.asOf !== null && ctx.asOf !== version) return null;
  const context = await contextAtVersion(ctx, version);
  return context && findInSnapshot(context, present);
}

async function findInSnapshot(ctx: SnapshotContext, present: string): Promise<object | null> {
  if (present === SNAPSHOT_ID) return snapshotOf(ctx);
  const found = await loadNode(ctx, IN_SNAPSHOTS, present);
  if (found) ctx.contextOf.set(found, ctx);
  return found;
}
