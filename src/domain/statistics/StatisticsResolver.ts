import { Arg, Ctx, Extensions, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import type { RequestContext } from '../../graphql/context.ts';
import { costs } from '../../graphql/cost.ts';
import { LabelCount } from '../../graphql/facets/LabelCounts.ts';
import { loadAggregate, loadGroups } from '../../graphql/relations/loaders.ts';
import { NAMESPACE, relation } from '../../graphql/relations/relations.ts';
import { ROOT } from '../../graphql/relations/root.ts';
import { DateScalar } from '../../graphql/scalars.ts';
import { type CountOfEntity, EntityCount } from '../entities/EntityCounts.ts';
import { PhaseCount } from '../startups/PhaseCount.ts';
import { Statistics, TeamShortfall } from './Statistics.ts';
import {
  activeTotals,
  incubatorCounts,
  ministryDomainCounts,
  overdueTotals,
  phaseCounts,
  shortfallCounts,
  sponsorCounts,
  teamTotals,
  totals,
} from './statisticsTallies.ts';

/** What the fields of `Statistics` start from: the day. */
type Day = Pick<Statistics, 'on'>;

// Each number looks at every startup.
const SCAN = 100;

@Resolver(() => Statistics)
export class StatisticsResolver {
  @Extensions(relation(NAMESPACE))
  @Query(() => Statistics, { description: 'Statistiques — the startups begun by a day, counted in several ways.' })
  statistics(
    @Arg('on', () => DateScalar, {
      nullable: true,
      description: 'Jour — the day to count; today in Paris if not said.',
    })
    on: string | null,
    @Ctx() ctx: RequestContext,
  ): Day {
    return { on: on ?? ctx.today };
  }

  @Extensions({ ...relation(totals), ...costs({ price: SCAN }) })
  @FieldResolver(() => Int)
  startups(@Root() { on }: Day, @Ctx() ctx: RequestContext): Promise<number> {
    return loadAggregate(ctx, totals, ROOT, { on });
  }

  @Extensions({ ...relation(activeTotals), ...costs({ price: SCAN }) })
  @FieldResolver(() => Int)
  activeStartups(@Root() { on }: Day, @Ctx() ctx: RequestContext): Promise<number> {
    return loadAggregate(ctx, activeTotals, ROOT, { on });
  }

  @Extensions({ ...relation(teamTotals), ...costs({ price: SCAN }) })
  @FieldResolver(() => Int)
  completeTeams(@Root() { on }: Day, @Ctx() ctx: RequestContext): Promise<number> {
    return loadAggregate(ctx, teamTotals, ROOT, { on });
  }

  @Extensions({ ...relation(shortfallCounts), ...costs({ price: SCAN, size: 3 }) })
  @FieldResolver(() => [TeamShortfall])
  teamShortfalls(@Root() { on }: Day, @Ctx() ctx: RequestContext): Promise<TeamShortfall[]> {
    return loadGroups(ctx, shortfallCounts, ROOT, { on });
  }

  @Extensions({ ...relation(overdueTotals), ...costs({ price: SCAN }) })
  @FieldResolver(() => Int)
  overdueStartups(@Root() { on }: Day, @Ctx() ctx: RequestContext): Promise<number> {
    return loadAggregate(ctx, overdueTotals, ROOT, { on });
  }

  @Extensions({ ...relation(phaseCounts), ...costs({ price: SCAN, size: 9 }) })
  @FieldResolver(() => [PhaseCount])
  byPhase(@Root() { on }: Day, @Ctx() ctx: RequestContext): Promise<PhaseCount[]> {
    return loadGroups(ctx, phaseCounts, ROOT, { on });
  }

  @Extensions({ ...relation(incubatorCounts), ...costs({ price: SCAN, size: 50 }) })
  @FieldResolver(() => [EntityCount])
  byIncubator(@Root() { on }: Day, @Ctx() ctx: RequestContext): Promise<CountOfEntity[]> {
    return loadGroups(ctx, incubatorCounts, ROOT, { on });
  }

  @Extensions({ ...relation(sponsorCounts), ...costs({ price: SCAN, size: 200 }) })
  @FieldResolver(() => [EntityCount])
  bySponsor(@Root() { on }: Day, @Ctx() ctx: RequestContext): Promise<CountOfEntity[]> {
    return loadGroups(ctx, sponsorCounts, ROOT, { on });
  }

  @Extensions({ ...relation(ministryDomainCounts), ...costs({ price: SCAN, size: 15 }) })
  @FieldResolver(() => [LabelCount])
  byMinistryDomain(@Root() { on }: Day, @Ctx() ctx: RequestContext): Promise<LabelCount[]> {
    return loadGroups(ctx, ministryDomainCounts, ROOT, { on });
  }
}
