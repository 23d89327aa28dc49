import { listing, uniqueOrderKey } from '../../graphql/connections/listing.ts';
import { anyOf, given } from '../../graphql/filters/condition.ts';
import { self, sql } from '../../sql/sql.ts';
import { JournalEntry } from './JournalEntry.ts';
import type { JournalFilter } from './JournalFilter.ts';

/** How the journal can be listed: by version. */
export const journalListing = listing<JournalEntry, JournalFilter, 'VERSION'>(() => JournalEntry, {
  conditions: {
    commands: anyOf(sql`${self}.command`, 'text'),
    actors: anyOf(sql`${self}.actor`, 'text'),
    since: { holds: sql`${self}.version > ${given}::int` },
    until: { holds: sql`${self}.version <= ${given}::int` },
  },
  orders: { VERSION: uniqueOrderKey('integer', sql`${self}.version`) },
  defaultOrder: 'VERSION',
});
