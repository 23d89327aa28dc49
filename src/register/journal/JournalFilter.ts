import { ArgsType, Field, InputType } from 'type-graphql';
import { type Listing, uniqueOrderKey } from '../../graphql/connections/listing.ts';
import { PagingArguments } from '../../graphql/connections/pageArguments.ts';
import { IntFilter } from '../../graphql/filters/comparisons.ts';
import { type Condition, isAnyOf } from '../../graphql/filters/condition.ts';
import { self, sql } from '../../sql/sql.ts';
import { JournalEntry } from './JournalEntry.ts';

@InputType('JournalEntryFilter', {
  description: 'Filters journal entries. An entry must match all given fields; a list matches any of its values.',
})
export class JournalFilter {
  @Field(() => [String], { nullable: true, description: 'Selects the versions made by one of these commands.' })
  command?: string[];

  @Field(() => [String], { nullable: true, description: 'Selects the versions made by one of these authors.' })
  actor?: string[];

  @Field(() => IntFilter, { nullable: true, description: 'Compares the version.' })
  version?: object;
}

@ArgsType()
export class JournalArguments extends PagingArguments {
  @Field(() => JournalFilter, {
    nullable: true,
    description: 'Selects the entries of the journal. Default: all of them.',
  })
  filter?: JournalFilter;
}

const conditions: { readonly [field in keyof JournalFilter]-?: Condition } = {
  command: isAnyOf(sql`${self}.command`, 'text'),
  actor: isAnyOf(sql`${self}.actor`, 'text'),
  version: { kind: 'comparison', operand: sql`${self}.version`, type: 'integer' },
};

/** The filter and order of lists of journal entries. */
export const journalListing: Listing<JournalEntry> = {
  model: JournalEntry,
  conditions: new Map(Object.entries(conditions)),
  orders: { VERSION: uniqueOrderKey('integer', sql`${self}.version`) },
  defaultOrder: 'VERSION',
};
