import { Field, Int, ObjectType } from 'type-graphql';
import { DateScalar } from '../../graphql/scalars.ts';
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
}
