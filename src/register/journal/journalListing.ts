import type { Listing } from '../../graphql/connections/listing.ts';
import { uniqueOrderKey } from '../../graphql/connections/listing.ts';
import type { Condition } from '../../graphql/filters/condition.ts';
import { anyOf, given } from '../../graphql/filters/condition.ts';
import { self, sql } from '../../sql/sql.ts';
import { JournalEntry } from './JournalEntry.ts';
import type { JournalFilter } from './JournalFilter.ts';

const conditions: { readonly [field in keyof JournalFilter]-?: Condition } = {
  commands: anyOf(sql`${self}.command`, 'text'),
  actors: anyOf(sql`${self}.actor`, 'text'),
  since: { holds: sql`${self}.version > ${given}::int` },
  until: { holds: sql`${self}.version <= ${given}::int` },
};

/** How the journal is listed: by version. */
export const journalListing: Listing<JournalEntry> = {
  model: JournalEntry,
  conditions: new Map(Object.entries(conditions)),
  orders: { VERSION: uniqueOrderKey('integer', sql`${self}.version`) },
  defaultOrder: 'VERSION',
};
