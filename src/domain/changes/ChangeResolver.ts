import { Args, ArgsType, Ctx, Extensions, Field, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import type { Page } from '../../graphql/connections/connectionType.ts';
import { connectionType } from '../../graphql/connections/connectionType.ts';
import { PagingArguments } from '../../graphql/connections/pageArguments.ts';
import type { RequestContext } from '../../graphql/context.ts';
import { costs } from '../../graphql/cost.ts';
import { labeled } from '../../graphql/labels.ts';
import { Node } from '../../graphql/Node.ts';
import { loadNode } from '../../graphql/relations/lookup.ts';
import { Agreement } from '../agreements/Agreement.ts';
import { PainPoint } from '../agreements/PainPoint.ts';
import { Entity } from '../entities/Entity.ts';
import { Mission } from '../missions/Mission.ts';
import { Service } from '../services/Service.ts';
import { Startup } from '../startups/Startup.ts';
import { Theme } from '../themes/Theme.ts';
import { Change } from './Change.ts';
import { loadChanges } from './changesPage.ts';

export const ChangeConnection = connectionType(Change);

/** The classes of the subjects of changes. */
const SUBJECTS = [Agreement, Entity, Mission, PainPoint, Service, Startup, Theme];

@ArgsType()
export class ChangesArguments extends PagingArguments {
  @Field(() => Int, {
    nullable: true,
    description: 'Selects the changes of the versions after this one. Default: all versions.',
  })
  since?: number | null;
}

@Resolver(() => Change)
export class ChangeResolver {
  // A page may begin in the middle of a version, but the statement compares all changed rows of that version.
  @Extensions(costs({ price: 5_000 }))
  @Extensions(labeled('Changements'))
  @Query(() => ChangeConnection, {
    description:
      'The public changes of the register, the oldest version first. To follow the register, pass the `register.version` of the previous response as `since`.',
  })
  changes(@Args(() => ChangesArguments) given: ChangesArguments, @Ctx() ctx: RequestContext): Page<Change> {
    return loadChanges(ctx, given);
  }

  @Extensions(labeled('Objet'))
  @FieldResolver(() => Node, {
    nullable: true,
    description: 'The current record that the row belongs to. Null if the record no longer exists.',
  })
  subject(@Root() { subjectId }: Change, @Ctx() ctx: RequestContext): Promise<object | null> {
    return loadNode(ctx, SUBJECTS, subjectId);
  }
}
