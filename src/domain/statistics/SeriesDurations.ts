import { Ctx, Extensions, FieldResolver, Float, Resolver, Root } from 'type-graphql';
import type { RequestContext } from '../../graphql/context.ts';
import { costs } from '../../graphql/cost.ts';
import { labeled } from '../../graphql/labels.ts';
import { PHASES_BY_RANK } from '../startups/lifecycle.ts';
import { IncubatorStatistics, MinistryDomainStatistics, PhaseDuration, PhaseTransition } from './StatisticsPeriod.ts';
import { durationsByIncubator, durationsByMinistryDomain, durationsOfTransitions } from './seriesFlows.ts';
import type { PeriodOfSeries } from './seriesRows.ts';
import { loadPeriod } from './seriesRows.ts';

const DURATIONS_OF_GROUP = 'The durations of the phases of these startups that ended within the period.';

@Resolver(() => PhaseTransition)
export class PhaseTransitionResolver {
  @Extensions(labeled('Durée médiane en jours'))
  @FieldResolver(() => Float, {
    description: 'The median number of days that these startups had been in the phase `from`.',
  })
  async medianDays(
    @Root() { from, to, ...period }: PeriodOfSeries & PhaseTransition,
    @Ctx() ctx: RequestContext,
  ): Promise<number> {
    const durations = await loadPeriod<PhaseTransition & { medianDays: number }>(ctx, period, durationsOfTransitions);
    const found = durations.find((each) => each.from === from && each.to === to);
    if (!found) throw new Error(`no duration of the transition from ${from} to ${to}`);
    return found.medianDays;
  }
}

@Resolver(() => IncubatorStatistics)
export class IncubatorSeriesResolver {
  @Extensions(costs({ size: PHASES_BY_RANK.length }))
  @Extensions(labeled('Durée des phases'))
  @FieldResolver(() => [PhaseDuration], { description: DURATIONS_OF_GROUP })
  phaseDurations(
    @Root() group: PeriodOfSeries & IncubatorStatistics,
    @Ctx() ctx: RequestContext,
  ): Promise<PhaseDuration[]> {
    return durationsOf(ctx, group, durationsByIncubator, group.key);
  }
}

@Resolver(() => MinistryDomainStatistics)
export class MinistryDomainSeriesResolver {
  @Extensions(costs({ size: PHASES_BY_RANK.length }))
  @Extensions(labeled('Durée des phases'))
  @FieldResolver(() => [PhaseDuration], { description: DURATIONS_OF_GROUP })
  phaseDurations(
    @Root() group: PeriodOfSeries & MinistryDomainStatistics,
    @Ctx() ctx: RequestContext,
  ): Promise<PhaseDuration[]> {
    return durationsOf(ctx, group, durationsByMinistryDomain, group.ministryDomain);
  }
}

async function durationsOf(
  ctx: RequestContext,
  period: PeriodOfSeries,
  select: Parameters<typeof loadPeriod>[2],
  key: unknown,
): Promise<PhaseDuration[]> {
  const durations = await loadPeriod<PhaseDuration & { key: unknown }>(ctx, period, select);
  return durations.filter((each) => each.key === key);
}
