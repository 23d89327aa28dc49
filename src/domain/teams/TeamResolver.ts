import { Int } from 'type-graphql';
import { fieldsOf } from '../../graphql/fields/fieldsOf.ts';
import { compared } from '../../graphql/filters/condition.ts';
import { extendFilter } from '../../graphql/filters/extendFilter.ts';
import { fill, self, sql } from '../../sql/sql.ts';
import { Startup } from '../startups/Startup.ts';
import { ON_DAY } from '../startups/startupState.ts';
import { startupsListing } from '../startups/startupsListing.ts';
import { membersEver, Team, teamOf } from './Team.ts';

extendFilter(startupsListing, {
  teamSize: compared(
    'Compares how many distinct members work in them today.',
    sql`(SELECT ${teamOf.columns.size} FROM ${fill(teamOf.from, { parent: sql`${self}.id` })})`,
    'integer',
  ),
  membersEver: compared(
    'Compares how many distinct members they ever had, dated or not.',
    membersEver.value,
    'integer',
  ),
});

export const StartupTeam = fieldsOf(Startup, {
  team: {
    relation: teamOf,
    type: () => Team,
    arguments: { on: ON_DAY },
    label: 'Équipe',
    description: 'Who works in it that day, counted and never named.',
  },
  membersEver: {
    relation: membersEver,
    type: () => Int,
    label: 'Membres connus',
    description: 'How many distinct members it ever had, dated or not.',
  },
});
