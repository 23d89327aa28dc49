import { Int } from 'type-graphql';
import { extendOrders } from '../../graphql/connections/defineListing.ts';
import { orderKey } from '../../graphql/connections/listing.ts';
import { countType, labelField } from '../../graphql/fields/counts.ts';
import { defineFields } from '../../graphql/fields/defineFields.ts';
import { comparisonField } from '../../graphql/filters/condition.ts';
import { extendFilter } from '../../graphql/filters/extendFilter.ts';
import { Startup } from '../startups/Startup.ts';
import { ON_DAY } from '../startups/startupState.ts';
import { startupsListing } from '../startups/startupsListing.ts';
import { membersEver, Team, teamEmployments, teamOf, teamTrades } from './Team.ts';
import { Employment } from './TeamRole.ts';
import { teamFilter, teamSize } from './teamFilter.ts';

extendFilter(startupsListing, {
  team: teamFilter,
  membersEver: comparisonField(
    'Compares the number of distinct members since the startup began, with or without known dates.',
    membersEver.value,
    'integer',
  ),
});

extendOrders(startupsListing, {
  TEAM_SIZE: orderKey('integer', teamSize, 'Orders by the number of distinct members of the team today.'),
});

export const TradeCount = countType('TradeCount', 'members with the same trade', {
  value: {
    type: () => String,
    label: 'Métier',
    description: 'Their trade, in the words of the source, such as `Data`.',
  },
  ...labelField('for a trade that beta.gouv.fr does not list'),
});

export const EmploymentCount = countType('EmploymentCount', 'members with the same employment', {
  value: {
    type: () => Employment,
    nullable: true,
    label: 'Statut',
    description: 'The employment of these members. Null counts the members whose employment is unknown.',
  },
  ...labelField('if `value` is null'),
});

export const TeamResolver = defineFields(Team, {
  byTrade: {
    relation: teamTrades,
    type: () => [TradeCount],
    cost: { size: 11 },
    openData: ['equipes.metiers', 'equipes_mensuelles.metier'],
    label: 'Par métier',
    description:
      'The numbers of distinct members by trade, the greatest count first. A member with two trades counts in both.',
  },
  byEmployment: {
    relation: teamEmployments,
    type: () => [EmploymentCount],
    cost: { size: 3 },
    openData: ['equipes.agents_publics', 'equipes.prestataires', 'equipes_mensuelles.statut'],
    label: 'Par statut',
    description: 'The numbers of distinct members by employment. A member with two employments counts in both.',
  },
});

export const StartupTeam = defineFields(Startup, {
  team: {
    relation: teamOf,
    type: () => Team,
    arguments: { on: ON_DAY },
    openData: ['equipes.startup', 'equipes_mensuelles.startup'],
    label: 'Équipe',
    description: 'The numbers of members of the startup on a day. Members are never named.',
  },
  membersEver: {
    relation: membersEver,
    type: () => Int,
    openData: 'equipes.membres_connus',
    label: 'Membres connus',
    description: 'The number of distinct members since the startup began, with or without known dates.',
  },
});
