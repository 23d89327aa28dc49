import { anyOf, containsWords, given } from '../../foundation/filter.ts';
import { listing, orderKey } from '../../foundation/listing.ts';
import { self, sql } from '../../foundation/sql.ts';
import { Entity } from './Entity.ts';
import type { EntityFilter, EntityOrderField } from './EntityFilter.ts';

/** How entities can be listed. */
export const entitiesListing = listing<Entity, EntityFilter, EntityOrderField>(() => Entity, {
  conditions: {
    slugs: anyOf(sql`${self}.slug`, 'text'),
    kinds: anyOf(sql`${self}.kind`, 'entity_kind'),
    ministryDomains: anyOf(sql`${self}.ministry_domain`, 'text'),
    parents: { holds: sql`${self}.parent_id IN (SELECT id FROM entity WHERE slug = ANY(${given}::text[]))` },
    open: { holds: sql`(${self}.closed_on IS NULL) = ${given}::boolean` },
    text: containsWords(sql`${self}.search_text`),
  },
  orders: {
    NAME: orderKey('text', sql`${self}.name_key`),
    UPDATED_AT: orderKey('timestamptz', sql`${self}.updated_at`),
  },
  defaultOrder: 'NAME',
});
