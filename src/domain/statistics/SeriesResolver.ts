import { Args, Ctx, Extensions, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { argumentsOf } from '../../graphql/connections/pageArguments.ts';
import type { RequestContext } from '../../graphql/context.ts';
import { todayInParis } from '../../graphql/context.ts';
import { costs } from '../../graphql/cost.ts';
import { defineFields } from '../../graphql/fields/defineFields.ts';
import { labeled } from '../../graphql/labels.ts';
import { oneBy } from '../../graphql/relations/relations.ts';
import { DateScalar } from '../../graphql/scalars.ts';
import { Entity } from '../entities/Entity.ts';
import { MINISTRY_DOMAIN_LABELS } from '../entities/ministryDomains.ts';
import type { PhaseName } from '../startups/lifecycle.ts';
import { PHASE_NAMES, PHASES_BY_RANK } from '../startups/lifecycle.ts';
import { PhaseCount } from '../startups/StartupFacets.ts';
import { countPeriods, PeriodLength, type PeriodRange, periodsOf } from './periods.ts';
import {
  EXIT_OUTCOMES,
  ExitCount,
  IncubatorStatistics,
  MinistryDomainStatistics,
  PhaseDuration,
  PhaseTransition,
  type StartupNumbers,
  StatisticsPeriod,
} from './StatisticsPeriod.ts';
import type { CountsByFact, Facts } from './seriesCounts.ts';
import {
  allStartups,
  exitsByOutcome,
  loadCounts,
  startupsByIncubator,
  startupsByMinistryDomain,
  startupsByPhase,
  transitions,
} from './seriesCounts.ts';
import { phaseDurations } from './seriesFlows.ts';
import type { PeriodOfSeries } from './seriesRows.ts';
import { loadPeriod, seriesOf } from './seriesRows.ts';

interface SeriesRange {
  from: string;
  to?: string | null;
  every?: PeriodLength | null;
}

const SeriesArguments = argumentsOf({
  from: { type: () => DateScalar, description: 'The first day of the first period.' },
  to: {
    type: () => DateScalar,
    nullable: true,
    description:
      'The last day of the last period. Default: today in Paris, or the day of the version for a past version. After today, phases count as they are recorded ahead.',
  },
  every: {
    type: () => PeriodLength,
    nullable: true,
    description:
      'The length of a period of the calendar. Only the first and the last period may be shorter. Default: the whole range is one period.',
  },
});

const rangeOf = ({ from, to, every }: SeriesRange, today: string): PeriodRange => ({
  from,
  to: to ?? today,
  every: every ?? null,
});

@Resolver(() => StatisticsPeriod)
export class SeriesResolver {
  @Extensions(costs({ price: 8_000, sizeOf: (given: SeriesRange) => countPeriods(rangeOf(given, todayInParis())) }))
  @Extensions(labeled('Statistiques par période'))
  @Query(() => [StatisticsPeriod], {
    nullable: true,
    description:
      'The statistics of the startups in consecutive periods, the earliest first. Fails with `DATE_RANGE_REVERSED` if `to` is before `from`, and with `PERIODS_TOO_MANY` for more than 400 periods; the field is then null.',
  })
  async statisticsSeries(
    @Args(() => SeriesArguments) given: SeriesRange,
    @Ctx() ctx: RequestContext,
  ): Promise<StatisticsPeriod[]> {
    const range = rangeOf(given, ctx.today);
    const periods = periodsOf(range);
    const series = seriesOf(range, periods);
    return Promise.all(
      periods.map(async (period, at) => {
        const place = { series, number: at + 1 };
        const counts = (await loadCounts<null>(ctx, allStartups, place)).get(null) ?? new Map();
        return {
          ...place,
          ...period,
          ...numbersOf(counts),
          absentStartups: counts.get('absent')?.atEnd ?? 0,
          unknownPhases: counts.get('unknown')?.atEnd ?? 0,
        };
      }),
    );
  }

  @Extensions(costs({ size: PHASES_BY_RANK.length + 1 }))
  @Extensions(labeled('Par phase'))
  @FieldResolver(() => [PhaseCount], {
    description:
      'The number of `startups` by their phase on the last day of the period, for every phase in the order of the life cycle. The startups without a known phase come last.',
  })
  async byPhase(@Root() period: PeriodOfSeries & StartupNumbers, @Ctx() ctx: RequestContext): Promise<object[]> {
    const counts = await loadCounts<PhaseName>(ctx, startupsByPhase, period);
    const known = PHASES_BY_RANK.map((value) => ({
      value,
      label: PHASE_NAMES.labels[value],
      count: counts.get(value)?.get('phase')?.atEnd ?? 0,
    }));
    const unknown = period.startups - known.reduce((sum, { count }) => sum + count, 0);
    return [...known, { value: null, label: null, count: unknown }];
  }

  @Extensions(costs({ size: 50 }))
  @Extensions(labeled('Par incubateur'))
  @FieldResolver(() => [IncubatorStatistics], {
    description:
      'The numbers by incubator, the greatest number of startups first. A startup counts once for each of its incubators.',
  })
  byIncubator(@Root() period: PeriodOfSeries, @Ctx() ctx: RequestContext): Promise<object[]> {
    return numbersByKey<number>(ctx, startupsByIncubator, period);
  }

  @Extensions(costs({ size: 15 }))
  @Extensions(labeled('Par domaine ministériel'))
  @FieldResolver(() => [MinistryDomainStatistics], {
    description:
      'The numbers by the ministry domain of the sponsors, the greatest number of startups first. A startup counts once for each domain.',
  })
  async byMinistryDomain(@Root() period: PeriodOfSeries, @Ctx() ctx: RequestContext): Promise<object[]> {
    const groups = await numbersByKey<string>(ctx, startupsByMinistryDomain, period);
    return groups.map((group) => {
      const ministryDomainLabel = MINISTRY_DOMAIN_LABELS[group.key] ?? null;
      return Object.assign(group, { ministryDomain: group.key, ministryDomainLabel });
    });
  }

  @Extensions(costs({ size: Object.keys(EXIT_OUTCOMES.codes).length }))
  @Extensions(labeled('Sorties par issue'))
  @FieldResolver(() => [ExitCount], { description: 'The number of `exits` by the outcome of the startups.' })
  async exitsByOutcome(@Root() period: PeriodOfSeries, @Ctx() ctx: RequestContext): Promise<object[]> {
    const counts = await loadCounts<string>(ctx, exitsByOutcome, period);
    return Object.entries(EXIT_OUTCOMES.labels).map(([value, label]) => ({
      value,
      label,
      count: counts.get(value)?.get('exit')?.begun ?? 0,
    }));
  }

  @Extensions(costs({ size: 12 }))
  @Extensions(labeled('Changements de phase'))
  @FieldResolver(() => [PhaseTransition], {
    description:
      'The transitions between two phases within the period, by the two phases in the order of the life cycle. The first phase of a startup, and a phase before or after an unknown one, is no transition.',
  })
  async transitions(@Root() period: PeriodOfSeries, @Ctx() ctx: RequestContext): Promise<object[]> {
    const { series, number } = period;
    const counts = await loadCounts<string>(ctx, transitions, period);
    return [...counts].flatMap(([key, ofKey]) => {
      const [from, to] = key.split(' ');
      const count = ofKey.get('transition')?.begun ?? 0;
      return count > 0 ? [{ series, number, from, to, count }] : [];
    });
  }

  @Extensions(costs({ size: PHASES_BY_RANK.length }))
  @Extensions(labeled('Durée des phases'))
  @FieldResolver(() => [PhaseDuration], {
    description: 'The durations of the phases that ended within the period, in the order of the life cycle.',
  })
  phaseDurations(@Root() period: PeriodOfSeries, @Ctx() ctx: RequestContext): Promise<PhaseDuration[]> {
    return loadPeriod(ctx, period, phaseDurations);
  }
}

/** The incubator is loaded only if it is selected. */
export const IncubatorEntityResolver = defineFields(IncubatorStatistics, {
  incubator: {
    relation: oneBy<IncubatorStatistics, Entity>(() => Entity, 'key'),
    label: 'Incubateur',
    description: 'The incubator.',
  },
});

function numbersOf(counts: CountsByFact): StartupNumbers {
  const [startups, active] = [counts.get('started'), counts.get('active')];
  return {
    startups: startups?.atEnd ?? 0,
    activeStartups: active?.atEnd ?? 0,
    startedStartups: startups?.begun ?? 0,
    entries: active?.begun ?? 0,
    exits: active?.ended ?? 0,
  };
}

/** The numbers of a period by key, the greatest number of startups first; of equal numbers, in the order of the keys. */
async function numbersByKey<K>(ctx: RequestContext, facts: Facts, period: PeriodOfSeries) {
  const { series, number } = period;
  const groups = [];
  for (const [key, counts] of await loadCounts<K>(ctx, facts, period)) {
    const { startups, activeStartups, startedStartups, entries, exits } = numbersOf(counts);
    if (startups + activeStartups + startedStartups + entries + exits === 0) continue;
    // Each property is written out: spreading objects took a fifth of the time of a series.
    groups.push({ series, number, key, startups, activeStartups, startedStartups, entries, exits });
  }
  return groups.sort((one, other) => other.startups - one.startups);
}
