import { Args, Ctx, Extensions, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Page } from '../../graphql/connections/connectionType.ts';
import { PagingArguments } from '../../graphql/connections/pageArguments.ts';
import type { RequestContext } from '../../graphql/context.ts';
import { costs } from '../../graphql/cost.ts';
import { labeled } from '../../graphql/labels.ts';
import { openDataAt } from '../../graphql/openData.ts';
import type { Model } from '../../graphql/relations/columns.ts';
import type { Keyed } from '../../graphql/relations/loaders.ts';
import { Entity } from '../entities/Entity.ts';
import { Mission } from '../missions/Mission.ts';
import { Service } from '../services/Service.ts';
import { Startup } from '../startups/Startup.ts';
import type { Change } from './Change.ts';
import { ChangeConnection } from './ChangeResolver.ts';
import { loadRecordChanges } from './recordChanges.ts';

/** Adds the field `changes` to a type. */
function changesOf(model: Model, noun: string): Model {
  @Resolver(() => model)
  class ChangesOfRecord {
    @Extensions(costs({ price: 50 }))
    @Extensions(labeled('Changements'))
    @Extensions(
      openDataAt({
        not: '`changements` has the changes from one release to the next; those of each version have a feed.',
      }),
    )
    @FieldResolver(() => ChangeConnection, {
      description: `The public changes of the ${noun} and of the rows that belong to it, the oldest version first: those of \`Query.changes\` whose \`subject\` is the ${noun}.`,
    })
    changes(
      @Args(() => PagingArguments) given: PagingArguments,
      @Root() record: Keyed,
      @Ctx() ctx: RequestContext,
    ): Page<Change> {
      return loadRecordChanges(ctx, model, record, given);
    }
  }
  return ChangesOfRecord;
}

export const EntityChanges = changesOf(Entity, 'entity');
export const MissionChanges = changesOf(Mission, 'mission');
export const ServiceChanges = changesOf(Service, 'service');
export const StartupChanges = changesOf(Startup, 'startup');
