import { ObjectType } from 'type-graphql';
import { countType, LabelCount } from '../../graphql/fields/counts.ts';
import { fieldsOf, queriesOf } from '../../graphql/fields/fieldsOf.ts';
import { LabeledField } from '../../graphql/labels.ts';
import { NAMESPACE } from '../../graphql/relations/relations.ts';
import { DateScalar } from '../../graphql/scalars.ts';
import { EntityCount } from '../entities/EntityCounts.ts';
import { PhaseCount } from '../startups/StartupFacets.ts';
import { TeamRole } from '../teams/TeamRole.ts';
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

const TeamShortfall = countType('TeamShortfall', 'active startups whose team lacks a role', {
  role: { type: () => TeamRole, label: 'Rôle', description: 'A role that the method requires.' },
});

@ObjectType({
  description:
    'The startups begun by a day, counted in several ways. A startup whose phases are not known counts on any day.',
})
class Statistics {
  @LabeledField(() => DateScalar, { label: 'Jour', description: 'The day that is counted.' })
  on!: string;
}

// Each number looks at every startup.
const price = 100;

export const StatisticsQueries = queriesOf({
  statistics: {
    relation: NAMESPACE,
    type: () => Statistics,
    arguments: {
      on: {
        type: () => DateScalar,
        nullable: true,
        description: 'The day to count; today in Paris if not said.',
      },
    },
    label: 'Statistiques',
    description: 'The startups begun by a day, counted in several ways.',
  },
});

export const StatisticsResolver = fieldsOf(Statistics, {
  startups: {
    relation: totals,
    cost: { price },
    label: 'Startups',
    description: 'How many had begun by that day.',
  },
  activeStartups: {
    relation: activeTotals,
    cost: { price },
    label: 'Startups actives',
    description: 'How many of them were active that day.',
  },
  completeTeams: {
    relation: teamTotals,
    cost: { price },
    label: 'Équipes complètes',
    description: 'How many active startups had a team that day in which the method lacks nobody.',
  },
  teamShortfalls: {
    relation: shortfallCounts,
    type: () => [TeamShortfall],
    cost: { price, size: 3 },
    label: 'Manques des équipes',
    description:
      'How many active startups lacked someone that day, by role; one that lacks two counts for both; greatest first.',
  },
  overdueStartups: {
    relation: overdueTotals,
    cost: { price },
    label: 'Startups en retard',
    description: 'How many were still in incubation that day beyond its six months.',
  },
  byPhase: {
    relation: phaseCounts,
    type: () => [PhaseCount],
    cost: { price, size: 9 },
    label: 'Par phase',
    description: 'By the phase they were in that day, in the order of the life cycle.',
  },
  byIncubator: {
    relation: incubatorCounts,
    type: () => [EntityCount],
    cost: { price, size: 50 },
    label: 'Par incubateur',
    description: 'A startup of two incubators counts for both; greatest first.',
  },
  bySponsor: {
    relation: sponsorCounts,
    type: () => [EntityCount],
    cost: { price, size: 200 },
    label: 'Par administration porteuse',
    description: 'A startup of two counts for both; greatest first.',
  },
  byMinistryDomain: {
    relation: ministryDomainCounts,
    type: () => [LabelCount],
    cost: { price, size: 15 },
    label: 'Par domaine ministériel',
    description: 'Of their sponsors; a startup counts once per domain; greatest first.',
  },
});
