import { Arg, Ctx, Extensions, FieldResolver, Resolver, Root } from 'type-graphql';
import type { RequestContext } from '../../graphql/context.ts';
import { loadComputed, loadMany } from '../../graphql/relations/loaders.ts';
import { declares } from '../../graphql/relations/relations.ts';
import { DateScalar } from '../../graphql/scalars.ts';
import { Entity } from '../entities/Entity.ts';
import { Link } from './Link.ts';
import { PhaseName } from './lifecycle.ts';
import { Phase } from './Phase.ts';
import { Startup } from './Startup.ts';
import { StartupEvent } from './StartupEvent.ts';
import { eventsOf, incubatorsOf, linksOf, phasesOf, sponsorsOf } from './startupRelations.ts';
import { isActiveOfStartup, isOverdueOfStartup, phaseOfStartup, startOfStartup } from './startupState.ts';

const onDay = { nullable: true, description: 'Jour — the day the question is about; today in Paris if not said.' };

@Resolver(() => Startup)
export class StartupResolver {
  @Extensions(declares(phaseOfStartup))
  @FieldResolver(() => PhaseName, {
    nullable: true,
    description: 'Phase — the latest phase begun by that day (same-day ties by rank); null before the first.',
  })
  phase(
    @Root() startup: Startup,
    @Arg('on', () => DateScalar, onDay) on: string | null,
    @Ctx() ctx: RequestContext,
  ): Promise<PhaseName | null> {
    return loadComputed(ctx, phaseOfStartup, startup, { on });
  }

  @Extensions(declares(isActiveOfStartup))
  @FieldResolver(() => Boolean, {
    description: 'Active — whether it is in incubation, or operated inside the network, that day.',
  })
  isActive(
    @Root() startup: Startup,
    @Arg('on', () => DateScalar, onDay) on: string | null,
    @Ctx() ctx: RequestContext,
  ): Promise<boolean> {
    return loadComputed(ctx, isActiveOfStartup, startup, { on });
  }

  @Extensions(declares(isOverdueOfStartup))
  @FieldResolver(() => Boolean, {
    description: 'En retard — whether it is still in incubation that day, more than six months after its first.',
  })
  isOverdue(
    @Root() startup: Startup,
    @Arg('on', () => DateScalar, onDay) on: string | null,
    @Ctx() ctx: RequestContext,
  ): Promise<boolean> {
    return loadComputed(ctx, isOverdueOfStartup, startup, { on });
  }

  @Extensions(declares(startOfStartup))
  @FieldResolver(() => DateScalar, {
    nullable: true,
    description: 'Début — the first day of its first phase; null without any.',
  })
  startedOn(@Root() startup: Startup, @Ctx() ctx: RequestContext): Promise<string | null> {
    return loadComputed(ctx, startOfStartup, startup);
  }

  @Extensions(declares(phasesOf))
  @FieldResolver(() => [Phase], { description: 'Phases — by start; same-day ties by rank along the life cycle.' })
  phases(@Root() startup: Startup, @Ctx() ctx: RequestContext): Promise<Phase[]> {
    return loadMany(ctx, phasesOf, startup);
  }

  @Extensions(declares(incubatorsOf))
  @FieldResolver(() => [Entity], {
    description: 'Incubateurs — where it is built; the first is the one it started in.',
  })
  incubators(@Root() startup: Startup, @Ctx() ctx: RequestContext): Promise<Entity[]> {
    return loadMany(ctx, incubatorsOf, startup);
  }

  @Extensions(declares(sponsorsOf))
  @FieldResolver(() => [Entity], { description: 'Administrations porteuses — the entities that carry it.' })
  sponsors(@Root() startup: Startup, @Ctx() ctx: RequestContext): Promise<Entity[]> {
    return loadMany(ctx, sponsorsOf, startup);
  }

  @Extensions(declares(eventsOf))
  @FieldResolver(() => [StartupEvent], { description: 'Évènements — what happened to it, by date.' })
  events(@Root() startup: Startup, @Ctx() ctx: RequestContext): Promise<StartupEvent[]> {
    return loadMany(ctx, eventsOf, startup);
  }

  @Extensions(declares(linksOf))
  @FieldResolver(() => [Link], { description: 'Liens — its addresses, by kind.' })
  links(@Root() startup: Startup, @Ctx() ctx: RequestContext): Promise<Link[]> {
    return loadMany(ctx, linksOf, startup);
  }
}
