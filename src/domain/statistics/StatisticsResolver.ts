import { Field, ObjectType } from 'type-graphql';
import { countType, LabelCount } from '../../graphql/fields/counts.ts';
import { fieldsOf, queriesOf } from '../../graphql/fields/fieldsOf.ts';
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

const TeamShortfall = countType(
  'TeamShortfall',
  'Manque par rôle — how many active startups lack someone in a role.',
  { role: { type: () => TeamRole, description: 'Rôle — one that the method asks for.' } },
  'startups',
);

@ObjectType({
  description:
    'Statistiques — the startups begun by a day, counted in several ways. A startup whose phases are not known counts on any day.',
})
class Statistics {
  @Field(() => DateScalar, { description: 'Jour — the day that is counted.' })
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
        description: 'Jour — the day to count; today in Paris if not said.',
      },
    },
    description: 'Statistiques — the startups begun by a day, counted in several ways.',
  },
});

export const StatisticsResolver = fieldsOf(Statistics, {
  startups: {
    relation: totals,
    cost: { price },
    description: 'Startups — how many had begun by that day.',
  },
  activeStartups: {
    relation: activeTotals,
    cost: { price },
    description: 'Startups actives — how many of them were active that day.',
  },
  completeTeams: {
    relation: teamTotals,
    cost: { price },
    description: 'Équipes complètes — how many active startups had a team that day in which the method lacks nobody.',
  },
  teamShortfalls: {
    relation: shortfallCounts,
    type: () => [TeamShortfall],
    cost: { price, size: 3 },
    description:
      'Manques des équipes — how many active startups lacked someone that day, by role; one that lacks two counts for both; greatest first.',
  },
  overdueStartups: {
    relation: overdueTotals,
    cost: { price },
    description: 'Startups en retard — how many were still in incubation that day beyond its six months.',
  },
  byPhase: {
    relation: phaseCounts,
    type: () => [PhaseCount],
    cost: { price, size: 9 },
    description: 'Par phase — by the phase they were in that day, in the order of the life cycle.',
  },
  byIncubator: {
    relation: incubatorCounts,
    type: () => [EntityCount],
    cost: { price, size: 50 },
    description: 'Par incubateur — a startup of two incubators counts for both; greatest first.',
  },
  bySponsor: {
    relation: sponsorCounts,
    type: () => [EntityCount],
    cost: { price, size: 200 },
    description: 'Par administration porteuse — a startup of two counts for both; greatest first.',
  },
  byMinistryDomain: {
    relation: ministryDomainCounts,
    type: () => [LabelCount],
    cost: { price, size: 15 },
    description: 'Par domaine ministériel — of their sponsors; a startup counts once per domain; greatest first.',
  },
});
