import { ObjectType } from 'type-graphql';
import { countType, labelField } from '../../graphql/fields/counts.ts';
import { defineFields, defineQueries } from '../../graphql/fields/defineFields.ts';
import { LabeledField } from '../../graphql/labels.ts';
import { COUNTS, NotInOpenData } from '../../graphql/openData.ts';
import { NAMESPACE } from '../../graphql/relations/relations.ts';
import { DateScalar } from '../../graphql/scalars.ts';
import { EntityCount } from '../entities/EntityCounts.ts';
import { MinistryDomainCount } from '../entities/ministryDomains.ts';
import { PHASES_BY_RANK } from '../startups/lifecycle.ts';
import { PhaseCount } from '../startups/StartupFacets.ts';
import { TeamRole } from '../teams/TeamRole.ts';
import { MemberStatistics } from './MembersResolver.ts';
import { PhaseDuration } from './StatisticsPeriod.ts';
import {
  absentCount,
  activeCount,
  completeTeamCount,
  incubatorCounts,
  ministryDomainCounts,
  overdueCount,
  phaseCounts,
  phaseDurations,
  shortfallCounts,
  sponsorCounts,
  startupCount,
  unknownPhaseCount,
} from './statisticsCounts.ts';

const TeamShortfallCount = countType('TeamShortfallCount', 'active startups whose team lacks the same role', {
  value: { type: () => TeamRole, label: 'Rôle', description: 'The role that the teams of these startups lack.' },
  ...labelField(),
});

@NotInOpenData(COUNTS)
@ObjectType({
  description:
    'The statistics of the startups that had started by a day. Startups without known phases always count. Only `absentStartups` counts those that no source gave any more on that day.',
})
class Statistics {
  @LabeledField(() => DateScalar, { label: 'Jour', description: 'The day of the statistics.' })
  on!: string;
}

// Each number reads every startup.
const price = 500;

export const StatisticsQueries = defineQueries({
  statistics: {
    relation: NAMESPACE,
    type: () => Statistics,
    arguments: {
      on: {
        type: () => DateScalar,
        nullable: true,
        description:
          'The day of the statistics. Default: today in Paris, or the day of the version for a past version.',
      },
    },
    label: 'Statistiques',
    description: 'The statistics of the startups that had started by a day.',
  },
});

export const StatisticsResolver = defineFields(Statistics, {
  startups: {
    relation: startupCount,
    cost: { price },
    label: 'Startups',
    description: 'The number of startups that had started by that day.',
  },
  activeStartups: {
    relation: activeCount,
    cost: { price },
    label: 'Startups actives',
    description: 'The number of startups that were active on that day.',
  },
  absentStartups: {
    relation: absentCount,
    cost: { price },
    label: 'Startups disparues des sources',
    description: 'The number of startups that no source gave any more on that day.',
  },
  members: {
    relation: NAMESPACE,
    type: () => MemberStatistics,
    label: 'Membres',
    description: 'The numbers of members on that day.',
  },
  completeTeams: {
    relation: completeTeamCount,
    cost: { price },
    label: 'Équipes complètes',
    description:
      'The number of active startups with a complete team on that day, among those to which the method applies.',
  },
  teamShortfalls: {
    relation: shortfallCounts,
    type: () => [TeamShortfallCount],
    cost: { price, size: 3 },
    label: 'Manques des équipes',
    description:
      'The number of active startups to which the method applies and whose team lacked a role on that day, by role, the greatest count first. A startup counts once for each missing role.',
  },
  overdueStartups: {
    relation: overdueCount,
    cost: { price },
    label: 'Startups en retard',
    description:
      'The number of startups still in incubation on that day after more than six months, among those to which the method applies.',
  },
  byPhase: {
    relation: phaseCounts,
    type: () => [PhaseCount],
    cost: { price, size: PHASES_BY_RANK.length + 1 },
    label: 'Par phase',
    description:
      'The number of `startups` by their phase on that day, for every phase in the order of the life cycle. The startups without a known phase come last.',
  },
  unknownPhases: {
    relation: unknownPhaseCount,
    cost: { price },
    label: 'Phases inconnues',
    description: 'The number of startups whose phase was unknown on that day.',
  },
  phaseDurations: {
    relation: phaseDurations,
    type: () => [PhaseDuration],
    cost: { price, size: 9 },
    label: 'Durée des phases',
    description:
      'The durations of the phases that had ended by that day, of all startups, by phase in the order of the life cycle.',
  },
  byIncubator: {
    relation: incubatorCounts,
    type: () => [EntityCount],
    cost: { price, size: 50 },
    label: 'Par incubateur',
    description:
      'The number of startups by incubator, the greatest count first. A startup counts once for each of its incubators.',
  },
  bySponsor: {
    relation: sponsorCounts,
    type: () => [EntityCount],
    cost: { price, size: 200 },
    label: 'Par administration porteuse',
    description:
      'The number of startups by sponsor, the greatest count first. A startup counts once for each of its sponsors.',
  },
  byMinistryDomain: {
    relation: ministryDomainCounts,
    type: () => [MinistryDomainCount],
    cost: { price, size: 15 },
    label: 'Par domaine ministériel',
    description:
      'The number of startups by the ministry domain of their sponsors, the greatest count first. A startup counts once for each domain.',
  },
});
