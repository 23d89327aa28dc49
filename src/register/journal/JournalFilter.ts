import { ArgsType, Field, InputType, Int } from 'type-graphql';
import { type Listing, uniqueOrderKey } from '../../graphql/connections/listing.ts';
import { PagingArguments } from '../../graphql/connections/pageArguments.ts';
import { type Condition, filterValue, isAnyOf } from '../../graphql/filters/condition.ts';
import { self, sql } from '../../sql/sql.ts';
import { JournalEntry } from './JournalEntry.ts';

@InputType({
  description: 'Filters journal entries. An entry must match all given fields; a list matches any of its values.',
})
export class JournalFilter {
  @Field(() => [String], { nullable: true, description: 'Selects the versions made by one of these commands.' })
  commands?: string[];

  @Field(() => [String], { nullable: true, description: 'Selects the versions made by one of these authors.' })
  actors?: string[];

  @Field(() => Int, { nullable: true, description: 'Selects the versions after this one.' })
  since?: number;

  @Field(() => Int, { nullable: true, description: 'Selects the versions up to and including this one.' })
  until?: number;
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
  commands: isAnyOf(sql`${self}.command`, 'text'),
  actors: isAnyOf(sql`${self}.actor`, 'text'),
  since: { holds: sql`${self}.version > ${filterValue}::int` },
  until: { holds: sql`${self}.version <= ${filterValue}::int` },
};

/** The filter and order of lists of journal entries. */
export const journalListing: Listing<JournalEntry> = {
  model: JournalEntry,
  conditions: new Map(Object.entries(conditions)),
  orders: { VERSION: uniqueOrderKey('integer', sql`${self}.version`) },
  defaultOrder: 'VERSION',
};
