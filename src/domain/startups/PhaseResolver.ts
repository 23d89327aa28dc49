import { Ctx, Extensions, FieldResolver, Resolver, Root } from 'type-graphql';
import type { RequestContext } from '../../graphql/context.ts';
import { loadComputed } from '../../graphql/relations/loaders.ts';
import { declares } from '../../graphql/relations/relations.ts';
import { Phase } from './Phase.ts';
import { isOverdueOfPhase } from './startupState.ts';

@Resolver(() => Phase)
export class PhaseResolver {
  @Extensions(declares(isOverdueOfPhase))
  @FieldResolver(() => Boolean, {
    description:
      'En retard — whether this stage of incubation went on, so far, more than six months after the first day of the startup.',
  })
  isOverdue(@Root() phase: Phase, @Ctx() ctx: RequestContext): Promise<boolean> {
    return loadComputed(ctx, isOverdueOfPhase, phase);
  }
}
