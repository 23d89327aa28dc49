import { Field, Int, ObjectType } from 'type-graphql';
import { computed, summary } from '../../foundation/relations.ts';
import type { Fragment } from '../../foundation/sql.ts';
import { parent, raw, self, sql } from '../../foundation/sql.ts';
import { Startup } from '../startups/Startup.ts';
import { on } from '../startups/startupState.ts';
import type { TeamRole } from './TeamRole.ts';
import { TEAM_RULE } from './teamRule.ts';

@ObjectType({ description: 'Équipe — who works in a startup on a day, counted and never named.' })
export class Team {
  @Field(() => Int, { description: 'Taille — how many distinct members.' })
  size!: number;

  @Field(() => Int, { description: 'Intrapreneurs — how many of them.' })
  intrapreneurs!: number;

  @Field(() => Int, { description: 'Développeurs — how many of them.' })
  developers!: number;

  @Field(() => Int, { description: 'Coachs — how many of them.' })
  coaches!: number;

  @Field(() => Int, { description: 'Autres métiers — how many of them.' })
  others!: number;

  @Field(() => Boolean, { description: 'Complète — whether the method lacks nobody in it.' })
  isComplete!: boolean;

  @Field(() => [String], {
    description: 'Manques — the roles that the method asks for and that nobody holds, such as `COACH`.',
  })
  shortfalls!: string[];
}

const membersWith = (role: TeamRole): Fragment =>
  sql`(count(DISTINCT m.member_key) FILTER (WHERE m.role = ${raw(`'${role}'`)}))::int`;

const shortfalls = sql`array_remove(ARRAY[${raw(
  TEAM_RULE.map(
    ({ role, minimum }) =>
      `CASE WHEN count(DISTINCT m.member_key) FILTER (WHERE m.role = '${role}') < ${minimum} THEN '${role}' END`,
  ).join(', '),
)}], NULL)`;

/** The team of a startup {@link on} a day: who is there on it, first and last days included. */
export const teamOf = summary<Team>(
  sql`membership m WHERE m.startup_id = ${parent} AND m.started_on <= ${on}::date AND (m.ended_on IS NULL OR m.ended_on >= ${on}::date)`,
  {
    size: sql`count(DISTINCT m.member_key)::int`,
    intrapreneurs: membersWith('INTRAPRENEUR'),
    developers: membersWith('DEVELOPER'),
    coaches: membersWith('COACH'),
    others: membersWith('OTHER'),
    isComplete: sql`cardinality(${shortfalls}) = 0`,
    shortfalls,
  },
);

/** How many distinct members were ever known in a startup, dated or not. */
export const membersEver = computed<number>(
  () => Startup,
  sql`(SELECT count(DISTINCT m.member_key)::int FROM membership m WHERE m.startup_id = ${self}.id)`,
);
