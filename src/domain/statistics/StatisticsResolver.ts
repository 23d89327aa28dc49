import { Arg, Ctx, Extensions, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import type { RequestContext } from '../../graphql/context.ts';
import { costs } from '../../graphql/cost.ts';
import { LabelCount } from '../../graphql/facets/LabelCounts.ts';
import { loadAggregate, loadTally } from '../../graphql/relations/loaders.ts';
import { declares, WHOLE } from '../../graphql/relations/relations.ts';
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
  @Extensions(declares(WHOLE))
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

  @Extensions({ ...declares(totals), ...costs({ price: SCAN }) })
  @FieldResolver(() => Int)
  startups(@Root() { on }: Day, @Ctx() ctx: RequestContext): Promise<number> {
    return loadAggregate(ctx, totals, ROOT, { on });
  }

  @Extensions({ ...declares(activeTotals), ...costs({ price: SCAN }) })
  @FieldResolver(() => Int)
  activeStartups(@Root() { on }: Day, @Ctx() ctx: RequestContext): Promise<number> {
    return loadAggregate(ctx, activeTotals, ROOT, { on });
  }

  @Extensions({ ...declares(teamTotals), ...costs({ price: SCAN }) })
  @FieldResolver(() => Int)
  completeTeams(@Root() { on }: Day, @Ctx() ctx: RequestContext): Promise<number> {
    return loadAggregate(ctx, teamTotals, ROOT, { on });
  }

  @Extensions({ ...declares(shortfallCounts), ...costs({ price: SCAN, size: 3 }) })
  @FieldResolver(() => [TeamShortfall])
  teamShortfalls(@Root() { on }: Day, @Ctx() ctx: RequestContext): Promise<TeamShortfall[]> {
    return loadTally(ctx, shortfallCounts, ROOT, { on });
  }

  @Extensions({ ...declares(overdueTotals), ...costs({ price: SCAN }) })
  @FieldResolver(() => Int)
  overdueStartups(@Root() { on }: Day, @Ctx() ctx: RequestContext): Promise<number> {
    return loadAggregate(ctx, overdueTotals, ROOT, { on });
  }

  @Extensions({ ...declares(phaseCounts), ...costs({ price: SCAN, size: 9 }) })
  @FieldResolver(() => [PhaseCount])
  byPhase(@Root() { on }: Day, @Ctx() ctx: RequestContext): Promise<PhaseCount[]> {
    return loadTally(ctx, phaseCounts, ROOT, { on });
  }

  @Extensions({ ...declares(incubatorCounts), ...costs({ price: SCAN, size: 50 }) })
  @FieldResolver(() => [EntityCount])
  byIncubator(@Root() { on }: Day, @Ctx() ctx: RequestContext): Promise<CountOfEntity[]> {
    return loadTally(ctx, incubatorCounts, ROOT, { on });
  }

  @Extensions({ ...declares(sponsorCounts), ...costs({ price: SCAN, size: 200 }) })
  @FieldResolver(() => [EntityCount])
  bySponsor(@Root() { on }: Day, @Ctx() ctx: RequestContext): Promise<CountOfEntity[]> {
    return loadTally(ctx, sponsorCounts, ROOT, { on });
  }

  @Extensions({ ...declares(ministryDomainCounts), ...costs({ price: SCAN, size: 15 }) })
  @FieldResolver(() => [LabelCount])
  byMinistryDomain(@Root() { on }: Day, @Ctx() ctx: RequestContext): Promise<LabelCount[]> {
    return loadTally(ctx, ministryDomainCounts, ROOT, { on });
  }
}
