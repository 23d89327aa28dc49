import { Int, ObjectType } from 'type-graphql';
import { LabeledField } from '../../graphql/labels.ts';
import type { AggregateRow } from '../../graphql/relations/relations.ts';
import { aggregateRow, expression } from '../../graphql/relations/relations.ts';
import type { Fragment } from '../../sql/sql.ts';
import { parent, raw, self, sql } from '../../sql/sql.ts';
import { Startup } from '../startups/Startup.ts';
import { on } from '../startups/startupState.ts';
import type { TeamRole } from './TeamRole.ts';
import { TEAM_RULE } from './TeamRole.ts';

@ObjectType({ description: 'The numbers of members of a team on a day. Members are never named.' })
export class Team {
  @LabeledField(() => Int, { label: 'Taille', description: 'The number of distinct members.' })
  size!: number;

  @LabeledField(() => Int, { label: 'Intrapreneurs', description: 'The number of intrapreneurs.' })
  intrapreneurs!: number;

  @LabeledField(() => Int, { label: 'Développeurs', description: 'The number of developers.' })
  developers!: number;

  @LabeledField(() => Int, { label: 'Coachs', description: 'The number of coaches.' })
  coaches!: number;

  @LabeledField(() => Int, { label: 'Autres métiers', description: 'The number of members with another role.' })
  others!: number;

  @LabeledField(() => Boolean, {
    label: 'Complète',
    description: 'Whether the team has the minimum number of members in each role of the method.',
  })
  isComplete!: boolean;

  @LabeledField(() => [String], {
    label: 'Rôles manquants',
    description: 'The roles with fewer members than the method requires, such as `COACH`.',
  })
  shortfalls!: string[];

  @LabeledField(() => [String], {
    label: 'Surnombre',
    description: 'The roles with more members than the method allows, such as `DEVELOPER`.',
  })
  surplus!: string[];
}

const membersWith = (role: TeamRole): Fragment =>
  sql`(count(DISTINCT m.member_key) FILTER (WHERE m.role = ${raw(`'${role}'`)}))::int`;

/** The roles of the team rule whose number of members meets a condition. */
const rolesWhere = (condition: (rule: (typeof TEAM_RULE)[number]) => string): Fragment =>
  sql`array_remove(ARRAY[${raw(
    TEAM_RULE.map(
      (rule) =>
        `CASE WHEN count(DISTINCT m.member_key) FILTER (WHERE m.role = '${rule.role}') ${condition(rule)} THEN '${rule.role}' END`,
    ).join(', '),
  )}], NULL)`;

const shortfalls = rolesWhere(({ minimum }) => `< ${minimum}`);

/** Whether the membership `m` includes a day ({@link on}); its first and last days count. */
export const isMemberOn = sql`m.started_on <= ${on}::date AND (m.ended_on IS NULL OR m.ended_on >= ${on}::date)`;

/** The team {@link on} a day. `of` selects its memberships, by `m` and the key of the `parent`. */
export function teamWhere(of: Fragment): AggregateRow<Team> {
  return aggregateRow<Team>(sql`membership m WHERE ${of} AND ${isMemberOn}`, {
    size: sql`count(DISTINCT m.member_key)::int`,
    intrapreneurs: membersWith('INTRAPRENEUR'),
    developers: membersWith('DEVELOPER'),
    coaches: membersWith('COACH'),
    others: membersWith('OTHER'),
    isComplete: sql`cardinality(${shortfalls}) = 0`,
    shortfalls,
    surplus: rolesWhere(({ maximum }) => `> ${maximum}`),
  });
}

/** The team of a startup. */
export const teamOf = teamWhere(sql`m.startup_id = ${parent}`);

/** The number of distinct members of a startup, with or without known dates. */
export const membersEver = expression(
  () => Startup,
  sql`(SELECT count(DISTINCT m.member_key)::int FROM membership m WHERE m.startup_id = ${self}.id)`,
);
