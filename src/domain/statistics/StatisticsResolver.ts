import { Arg, Ctx, Extensions, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import type { RequestContext } from '../../foundation/context.ts';
import { LabelCount } from '../../foundation/LabelCounts.ts';
import { loadSummary, loadTally } from '../../foundation/loaders.ts';
import { declares } from '../../foundation/relations.ts';
import { ROOT } from '../../foundation/root.ts';
import { DateScalar } from '../../foundation/scalars.ts';
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

@Resolver(() => Statistics)
export class StatisticsResolver {
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

  @Extensions(declares(totals))
  @FieldResolver(() => Int)
  async startups(@Root() { on }: Day, @Ctx() ctx: RequestContext): Promise<number> {
    return (await loadSummary(ctx, totals, ROOT, { on })).startups;
  }

  @Extensions(declares(activeTotals))
  @FieldResolver(() => Int)
  async activeStartups(@Root() { on }: Day, @Ctx() ctx: RequestContext): Promise<number> {
    return (await loadSummary(ctx, activeTotals, ROOT, { on })).activeStartups;
  }

  @Extensions(declares(teamTotals))
  @FieldResolver(() => Int)
  async completeTeams(@Root() { on }: Day, @Ctx() ctx: RequestContext): Promise<number> {
    return (await loadSummary(ctx, teamTotals, ROOT, { on })).completeTeams;
  }

  @Extensions(declares(shortfallCounts))
  @FieldResolver(() => [TeamShortfall])
  teamShortfalls(@Root() { on }: Day, @Ctx() ctx: RequestContext): Promise<TeamShortfall[]> {
    return loadTally(ctx, shortfallCounts, ROOT, { on });
  }

  @Extensions(declares(overdueTotals))
  @FieldResolver(() => Int)
  async overdueStartups(@Root() { on }: Day, @Ctx() ctx: RequestContext): Promise<number> {
    return (await loadSummary(ctx, overdueTotals, ROOT, { on })).overdueStartups;
  }

  @Extensions(declares(phaseCounts))
  @FieldResolver(() => [PhaseCount])
  byPhase(@Root() { on }: Day, @Ctx() ctx: RequestContext): Promise<PhaseCount[]> {
    return loadTally(ctx, phaseCounts, ROOT, { on });
  }

  @Extensions(declares(incubatorCounts))
  @FieldResolver(() => [EntityCount])
  byIncubator(@Root() { on }: Day, @Ctx() ctx: RequestContext): Promise<CountOfEntity[]> {
    return loadTally(ctx, incubatorCounts, ROOT, { on });
  }

  @Extensions(declares(sponsorCounts))
  @FieldResolver(() => [EntityCount])
  bySponsor(@Root() { on }: Day, @Ctx() ctx: RequestContext): Promise<CountOfEntity[]> {
    return loadTally(ctx, sponsorCounts, ROOT, { on });
  }

  @Extensions(declares(ministryDomainCounts))
  @FieldResolver(() => [LabelCount])
  byMinistryDomain(@Root() { on }: Day, @Ctx() ctx: RequestContext): Promise<LabelCount[]> {
    return loadTally(ctx, ministryDomainCounts, ROOT, { on });
  }
}
