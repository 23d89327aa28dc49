import { Int, ObjectType } from 'type-graphql';
import { LabeledField } from '../../graphql/labels.ts';
import type { AggregateRow } from '../../graphql/relations/relations.ts';
import { aggregateRow, expression, groupBy } from '../../graphql/relations/relations.ts';
import { labelIn } from '../../graphql/vocabulary.ts';
import type { Fragment } from '../../sql/sql.ts';
import { argument, parent, raw, self, sql } from '../../sql/sql.ts';
import { Startup } from '../startups/Startup.ts';
import { methodAppliesTo, on } from '../startups/startupState.ts';
import { EMPLOYMENTS, type Employment, TEAM_RULE, TeamRole } from './TeamRole.ts';
import { TRADE_LABELS } from './trades.ts';

@ObjectType({ description: 'The numbers of members of a team on a day. Members are never named.' })
export class Team {
  @LabeledField(() => Int, {
    label: 'Taille',
    openData: 'equipes.effectif',
    description: 'The number of distinct members.',
  })
  size!: number;

  @LabeledField(() => Int, {
    label: 'Intrapreneurs',
    openData: 'equipes.intrapreneurs',
    description: 'The number of intrapreneurs.',
  })
  intrapreneurs!: number;

  @LabeledField(() => Int, {
    label: 'Développeurs',
    openData: 'equipes.developpeurs',
    description: 'The number of developers.',
  })
  developers!: number;

  @LabeledField(() => Int, { label: 'Coachs', openData: 'equipes.coachs', description: 'The number of coaches.' })
  coaches!: number;

  @LabeledField(() => Int, {
    label: 'Autres métiers',
    openData: 'equipes.autres',
    description: 'The number of members with another role.',
  })
  others!: number;

  @LabeledField(() => Boolean, {
    label: 'Méthode applicable',
    openData: 'equipes.methode_applicable',
    description:
      'Whether the team rule of the method applies: an agreement or an objective of the startup is recorded. An imported team may follow another rule.',
  })
  methodApplies!: boolean;

  @LabeledField(() => Boolean, {
    label: 'Complète',
    openData: 'equipes.complete',
    description:
      'Whether the team has at least one intrapreneur, one developer and one coach, by the trades of beta.gouv.fr. A shortfall is only a fault if `methodApplies`.',
  })
  isComplete!: boolean;

  @LabeledField(() => [TeamRole], {
    label: 'Rôles manquants',
    openData: 'equipes.manques',
    description:
      'The roles with fewer members than the method requires, such as `COACH`: a fault only if `methodApplies`.',
  })
  shortfalls!: TeamRole[];

  @LabeledField(() => [TeamRole], {
    label: 'Surnombre',
    openData: 'equipes.surnombre',
    description:
      'The roles with more members than the method allows, such as `DEVELOPER`: a fault only if `methodApplies`.',
  })
  surplus!: TeamRole[];
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

/** Whether the membership `m` includes a day ({@link on}); its first and last days count. */
export const isMemberOn = sql`m.started_on <= ${on}::date AND (m.ended_on IS NULL OR m.ended_on >= ${on}::date)`;

/** The table of the parent of a team. */
type TeamOwner = 'startup' | 'agreement';

/** The team of a parent {@link on} a day. */
export function teamBy(owner: TeamOwner): AggregateRow<Team> {
  const columns = teamColumns(owner === 'startup' ? methodAppliesTo(sql`${parent}`) : raw('true'));
  return aggregateRow<Team>(sql`membership m WHERE ${raw(`m.${owner}_id`)} = ${parent} AND ${isMemberOn}`, columns, {
    owner,
  });
}

const missing = rolesWhere(({ minimum }) => `< ${minimum}`);

const teamColumns = (methodApplies: Fragment): AggregateRow<Team>['columns'] => ({
  size: sql`count(DISTINCT m.member_key)::int`,
  intrapreneurs: membersWith('INTRAPRENEUR'),
  developers: membersWith('DEVELOPER'),
  coaches: membersWith('COACH'),
  others: membersWith('OTHER'),
  methodApplies,
  isComplete: sql`cardinality(${missing}) = 0`,
  shortfalls: missing,
  surplus: rolesWhere(({ maximum }) => `> ${maximum}`),
});

/** The team of a startup. */
export const teamOf = teamBy('startup');

const owner = sql`${argument('owner')}::text`;

/** The memberships {@link on} a day in a team, with the argument that {@link teamBy} passes. */
const ofTeam = sql`membership m WHERE ((${owner} = 'startup' AND m.startup_id = ${parent}) OR (${owner} = 'agreement' AND m.agreement_id = ${parent})) AND ${isMemberOn}`;

/** The numbers of distinct members of a team by trade: the word of the source. */
export const teamTrades = countsByTrade(ofTeam);

/** The numbers of distinct members of a team by employment. */
export const teamEmployments = countsByEmployment(ofTeam);

/** @param from the FROM and WHERE of memberships `m`. */
export function countsByTrade(from: Fragment) {
  return groupBy<{ value: string; label: string | null; count: number }>(
    sql`${from} GROUP BY m.role_word`,
    {
      value: sql`m.role_word`,
      label: labelIn(TRADE_LABELS, sql`m.role_word`),
      count: sql`count(DISTINCT m.member_key)::int`,
    },
    sql`s.count DESC, s.value COLLATE "C"`,
  );
}

/** @param from the FROM and WHERE of memberships `m`. */
export function countsByEmployment(from: Fragment) {
  return groupBy<{ value: Employment | null; label: string | null; count: number }>(
    sql`${from} GROUP BY m.employment`,
    {
      value: sql`m.employment`,
      label: labelIn(EMPLOYMENTS.labels, sql`m.employment`),
      count: sql`count(DISTINCT m.member_key)::int`,
    },
    sql`s.value NULLS LAST`,
  );
}

/** The number of distinct members of a startup, with or without known dates. */
export const membersEver = expression(
  () => Startup,
  sql`(SELECT count(DISTINCT m.member_key)::int FROM membership m WHERE m.startup_id = ${self}.id)`,
);
