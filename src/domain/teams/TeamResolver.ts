import { Int } from 'type-graphql';
import { defineFields } from '../../graphql/fields/defineFields.ts';
import { comparisonField } from '../../graphql/filters/condition.ts';
import { extendFilter } from '../../graphql/filters/extendFilter.ts';
import { fill, self, sql } from '../../sql/sql.ts';
import { Startup } from '../startups/Startup.ts';
import { ON_DAY } from '../startups/startupState.ts';
import { startupsListing } from '../startups/startupsListing.ts';
import { membersEver, Team, teamOf } from './Team.ts';

extendFilter(startupsListing, {
  teamSize: comparisonField(
    'Compares the number of distinct members today.',
    sql`(SELECT ${teamOf.columns.size} FROM ${fill(teamOf.from, { parent: sql`${self}.id` })})`,
    'integer',
  ),
  membersEver: comparisonField(
    'Compares the number of distinct members since the startup began, with or without known dates.',
    membersEver.value,
    'integer',
  ),
});

export const StartupTeam = defineFields(Startup, {
  team: {
    relation: teamOf,
    type: () => Team,
    arguments: { on: ON_DAY },
    label: 'Équipe',
    description: 'The numbers of members of the startup on a day. Members are never named.',
  },
  membersEver: {
    relation: membersEver,
    type: () => Int,
    label: 'Membres connus',
    description: 'The number of distinct members since the startup began, with or without known dates.',
  },
});
