import { Field, Int, ObjectType } from 'type-graphql';
import { LabelCount } from '../../graphql/facets/LabelCounts.ts';
import { DateScalar } from '../../graphql/scalars.ts';
import { EntityCount } from '../entities/EntityCounts.ts';
import { PhaseCount } from '../startups/PhaseCount.ts';
import { TeamRole } from '../teams/TeamRole.ts';

@ObjectType({ description: 'Manque par rôle — how many active startups lack someone in a role.' })
export class TeamShortfall {
  @Field(() => TeamRole, { description: 'Rôle — one that the method asks for.' })
  role!: TeamRole;

  @Field(() => Int, { description: 'Nombre — of startups; never zero.' })
  count!: number;
}

@ObjectType({
  description:
    'Statistiques — the startups begun by a day, counted in several ways. A startup whose phases are not known counts on any day.',
})
export class Statistics {
  @Field(() => DateScalar, { description: 'Jour — the day that is counted.' })
  on!: string;

  @Field(() => Int, { description: 'Startups — how many had begun by that day.' })
  startups!: number;

  @Field(() => Int, { description: 'Startups actives — how many of them were active that day.' })
  activeStartups!: number;

  @Field(() => Int, {
    description: 'Équipes complètes — how many active startups had a team that day in which the method lacks nobody.',
  })
  completeTeams!: number;

  @Field(() => [TeamShortfall], {
    description:
      'Manques des équipes — how many active startups lacked someone that day, by role; one that lacks two counts for both; greatest first.',
  })
  teamShortfalls!: TeamShortfall[];

  @Field(() => Int, {
    description: 'Startups en retard — how many were still in incubation that day beyond its six months.',
  })
  overdueStartups!: number;

  @Field(() => [PhaseCount], {
    description: 'Par phase — by the phase they were in that day, in the order of the life cycle.',
  })
  byPhase!: PhaseCount[];

  @Field(() => [EntityCount], {
    description: 'Par incubateur — a startup of two incubators counts for both; greatest first.',
  })
  byIncubator!: EntityCount[];

  @Field(() => [EntityCount], {
    description: 'Par administration porteuse — a startup of two counts for both; greatest first.',
  })
  bySponsor!: EntityCount[];

  @Field(() => [LabelCount], {
    description: 'Par domaine ministériel — of their sponsors; a startup counts once per domain; greatest first.',
  })
  byMinistryDomain!: LabelCount[];
}
