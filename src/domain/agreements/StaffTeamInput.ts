import { Field, ID, InputType } from 'type-graphql';
import { DateScalar } from '../../graphql/scalars.ts';
import { Employment, TeamRole } from '../teams/TeamRole.ts';

@InputType({ description: 'Membre à appeler — a coach or a developer, an agent or a contractor.' })
export class TeamMemberInput {
  @Field(() => TeamRole, { description: 'Rôle — `COACH` or `DEVELOPER`.' })
  role!: TeamRole;

  @Field(() => Employment, {
    description: "Statut d'emploi — a public agent, or a contractor under a public contract.",
  })
  employment!: Employment;

  @Field(() => String, {
    nullable: true,
    description:
      'Marché public — the reference of the contract of a contractor, in force on the first day; not given for an agent.',
  })
  publicContract?: string | null;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'Début — the first day, on which the intrapreneur must be there; today in Paris if not said.',
  })
  from?: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'Fin — the last day, if it is known.' })
  until?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Membre — any identifier of your own system, never a name; it is not kept, only a keyed hash that tells members apart.',
  })
  member?: string | null;
}

@InputType({ description: 'Équipe à réunir — coaches and developers, under an agreement.' })
export class StaffTeamInput {
  @Field(() => ID, { description: 'Convention — under which one; it must be in force on each first day.' })
  agreement!: string;

  @Field(() => [TeamMemberInput], { description: 'Membres — 1 to 10 of them.' })
  members!: TeamMemberInput[];
}
