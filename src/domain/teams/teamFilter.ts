import { comparisonField, filterValue, textListField } from '../../graphql/filters/condition.ts';
import { partField } from '../../graphql/filters/partField.ts';
import { type Fragment, fill, self, sql } from '../../sql/sql.ts';
import { isMemberOn, teamOf } from './Team.ts';
import { Employment } from './TeamRole.ts';

/** The number of distinct members of the startup `self` today. */
export const teamSize: Fragment = sql`(SELECT ${teamOf.columns.size} FROM ${fill(teamOf.from, { parent: sql`${self}.id` })})`;

/** The filter field `team` of startups. */
export const teamFilter = partField('TeamFilter', 'the team of a startup today', {
  size: comparisonField('Compares the number of distinct members.', teamSize, 'integer'),
  trade: textListField(
    'Selects the teams with a member of one of these trades, in the words of the source.',
    hasMember(sql`m.role_word = ANY(${filterValue}::text[])`),
  ),
  employment: {
    description: 'Selects the teams with a member of one of these employments.',
    condition: { holds: hasMember(sql`m.employment = ANY(${filterValue}::employment[])`) },
    type: () => [Employment],
  },
});

function hasMember(condition: Fragment): Fragment {
  return sql`EXISTS (SELECT FROM membership m WHERE m.startup_id = ${self}.id AND ${condition} AND ${isMemberOn})`;
}
