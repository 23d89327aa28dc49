import { ObjectType } from 'type-graphql';
import { defineFields } from '../../graphql/fields/defineFields.ts';
import { LabeledField } from '../../graphql/labels.ts';
import { NotInOpenData } from '../../graphql/openData.ts';
import { DateScalar } from '../../graphql/scalars.ts';
import { EmploymentCount, TradeCount } from '../teams/TeamResolver.ts';
import {
  activeByEmployment,
  activeByTrade,
  activeMembers,
  knownMembers,
  membersWithoutStartup,
  totalByEmployment,
  totalByTrade,
  totalMembers,
} from './memberCounts.ts';

@NotInOpenData('`membres` has the members of each month, by trade and employment.')
@ObjectType({
  description: 'The numbers of distinct members of teams and incubators on a day. Members are never named.',
})
export class MemberStatistics {
  @LabeledField(() => DateScalar, { label: 'Jour', description: 'The day of the numbers.' })
  on!: string;
}

// Each number reads every membership.
const price = 500;

export const MembersResolver = defineFields(MemberStatistics, {
  total: {
    relation: totalMembers,
    cost: { price },
    label: 'Membres',
    description:
      'The number of members whose first mission had begun by that day. Members without known dates always count.',
  },
  known: {
    relation: knownMembers,
    cost: { price },
    label: 'Membres connus',
    description: 'The number of members of all time, whatever the day: also those whose first mission begins later.',
  },
  active: {
    relation: activeMembers,
    cost: { price },
    label: 'Membres actifs',
    description: 'The number of members with a mission on that day; its first and last days count.',
  },
  withoutStartup: {
    relation: membersWithoutStartup,
    cost: { price },
    label: 'Membres sans startup',
    description: 'The number of active members whose missions on that day have no startup.',
  },
  byTrade: {
    relation: activeByTrade,
    type: () => [TradeCount],
    cost: { price, size: 11 },
    label: 'Par métier',
    description:
      'The numbers of active members by trade, the greatest count first. A member with two trades counts in both.',
  },
  byEmployment: {
    relation: activeByEmployment,
    type: () => [EmploymentCount],
    cost: { price, size: 3 },
    label: 'Par statut',
    description: 'The numbers of active members by employment. A member with two employments counts in both.',
  },
  totalByTrade: {
    relation: totalByTrade,
    type: () => [TradeCount],
    cost: { price, size: 11 },
    label: 'Total par métier',
    description:
      'The numbers of members whose mission had begun by that day, by trade. Members without known dates always count.',
  },
  totalByEmployment: {
    relation: totalByEmployment,
    type: () => [EmploymentCount],
    cost: { price, size: 3 },
    label: 'Total par statut',
    description:
      'The numbers of members whose mission had begun by that day, by its employment. A member who had both counts in both.',
  },
});
