import { listing, nullableOrderKey, orderKey } from '../../graphql/connections/listing.ts';
import { anyOf, compared, containsWords, countOf, given, toMany } from '../../graphql/filters/condition.ts';
import { self, sql } from '../../sql/sql.ts';
import { entitiesListing } from '../entities/entitiesListing.ts';
import { filterableLinks } from './LinkFilter.ts';
import { filterablePhases } from './PhaseFilter.ts';
import { Startup } from './Startup.ts';
import { filterableEvents } from './StartupEventFilter.ts';
import type { StartupFilter } from './StartupFilter.ts';
import type { StartupOrderField } from './StartupOrder.ts';
import { startupEmptiness } from './startupEmptiness.ts';
import { eventsOf, incubatorsOf, linksOf, phasesOf, sponsorsOf } from './startupRelations.ts';
import { activeOn, overdueOn, phaseOn, phaseStartedOn, startedOn } from './startupState.ts';

/** How startups can be listed. */
export const startupsListing = listing<Startup, StartupFilter, StartupOrderField>(() => Startup, {
  conditions: {
    slugs: anyOf(sql`${self}.slug`, 'text'),
    phases: anyOf(phaseOn, 'phase_name'),
    active: { holds: sql`${activeOn} = ${given}::boolean` },
    overdue: { holds: sql`${overdueOn} = ${given}::boolean` },
    // Which entities these are is found first, by their indexes: an OR between two tables would try every startup.
    incubators: {
      holds: sql`EXISTS (SELECT FROM startup_incubator i WHERE i.startup_id = ${self}.id AND i.entity_id IN (SELECT e.id FROM entity e WHERE e.slug = ANY(${given}::text[]) UNION SELECT x.entity_id FROM entity_identifier x WHERE x.value = ANY(${given}::text[])))`,
    },
    sponsors: {
      holds: sql`EXISTS (SELECT FROM startup_sponsor i JOIN entity e ON e.id = i.entity_id WHERE i.startup_id = ${self}.id AND e.slug = ANY(${given}::text[]))`,
    },
    topics: { holds: sql`${self}.topics && ${given}::text[]` },
    technologies: { holds: sql`${self}.technologies && ${given}::text[]` },
    accessibility: anyOf(sql`${self}.accessibility`, 'accessibility'),
    decisions: anyOf(sql`${self}.decision`, 'startup_decision'),
    decidedOn: compared(sql`${self}.decided_on`, 'date'),
    startedOn: compared(startedOn, 'date'),
    phaseStartedOn: compared(phaseStartedOn, 'date'),
    updatedAt: compared(sql`${self}.updated_at`, 'timestamptz'),
    sponsoredBy: toMany(sponsorsOf, () => entitiesListing),
    sponsorsCount: countOf(sponsorsOf),
    incubatedBy: toMany(incubatorsOf, () => entitiesListing),
    incubatorsCount: countOf(incubatorsOf),
    phaseHistory: toMany(phasesOf, () => filterablePhases),
    events: toMany(eventsOf, () => filterableEvents),
    eventsCount: countOf(eventsOf),
    links: toMany(linksOf, () => filterableLinks),
    isNull: startupEmptiness.condition,
    text: containsWords(sql`${self}.search_text`),
  },
  orders: {
    NAME: orderKey('text', sql`${self}.name_key`),
    STARTED_ON: nullableOrderKey('date', startedOn),
    PHASE_STARTED_ON: nullableOrderKey('date', phaseStartedOn),
    UPDATED_AT: orderKey('timestamptz', sql`${self}.updated_at`),
  },
  defaultOrder: 'NAME',
});
