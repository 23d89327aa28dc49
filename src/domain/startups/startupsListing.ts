import { nullableOrderKey } from '../../graphql/connections/listing.ts';
import { BY_NAME, BY_UPDATE, listingOf } from '../../graphql/connections/listingOf.ts';
import {
  anyOf,
  anyText,
  compared,
  containsWords,
  countOf,
  given,
  isSo,
  toMany,
} from '../../graphql/filters/condition.ts';
import { propertyFilters } from '../../graphql/filters/filterOf.ts';
import { manyBy, manyThrough } from '../../graphql/relations/relations.ts';
import { link, self, sql } from '../../sql/sql.ts';
import { Entity } from '../entities/Entity.ts';
import { entitiesListing } from '../entities/entitiesListing.ts';
import { Link, linkFilter } from './Link.ts';
import { PhaseName } from './lifecycle.ts';
import { Phase, phaseFilter } from './Phase.ts';
import { Startup } from './Startup.ts';
import { eventFilter, StartupEvent } from './StartupEvent.ts';
import { StartupFacets } from './StartupFacets.ts';
import { activeOn, overdueOn, phaseOn, phaseStartedOn, startedOn } from './startupState.ts';

export const phasesOf = manyBy(() => Phase, 'startupKey', sql`${self}.started_on, ${self}.name`);

export const incubatorsOf = manyThrough(
  () => Entity,
  { table: 'startup_incubator', from: 'startup_id', to: 'entity_id' },
  sql`${link}.position`,
);

export const sponsorsOf = manyThrough(
  () => Entity,
  { table: 'startup_sponsor', from: 'startup_id', to: 'entity_id' },
  sql`${link}.position`,
);

export const eventsOf = manyBy(() => StartupEvent, 'startupKey', sql`${self}.occurred_on, ${self}.position`);

export const linksOf = manyBy(() => Link, 'startupKey', sql`${self}.kind, ${self}.position`);

const { slugs, topics, technologies, accessibility, decisions, decidedOn, updatedAt } = propertyFilters(Startup);

/** How startups are listed. */
export const startupsListing = listingOf(Startup, {
  plural: 'startups',
  fields: {
    slugs,
    phases: {
      description: 'Selects the startups that are in one of these phases today.',
      condition: anyOf(phaseOn, 'phase_name'),
      type: () => [PhaseName],
    },
    active: isSo('`true` selects the startups that are active today; `false` selects the others.', activeOn),
    overdue: isSo(
      '`true` selects the startups that are still in incubation today after more than six months; `false` selects the others.',
      overdueOn,
    ),
    // Which entities these are is found first, by their indexes: an OR between two tables would try every startup.
    incubators: anyText(
      'Selects the startups whose incubator has one of these slugs, or one of these identifiers in another register.',
      sql`EXISTS (SELECT FROM startup_incubator i WHERE i.startup_id = ${self}.id AND i.entity_id IN (SELECT e.id FROM entity e WHERE e.slug = ANY(${given}::text[]) UNION SELECT x.entity_id FROM entity_identifier x WHERE x.value = ANY(${given}::text[])))`,
    ),
    sponsors: anyText(
      'Selects the startups whose sponsor has one of these slugs.',
      sql`EXISTS (SELECT FROM startup_sponsor i JOIN entity e ON e.id = i.entity_id WHERE i.startup_id = ${self}.id AND e.slug = ANY(${given}::text[]))`,
    ),
    topics,
    technologies,
    accessibility,
    text: containsWords('the slug, the name or the pitch'),
    decisions,
    decidedOn,
    startedOn: compared('Compares the first day of the first phase.', startedOn, 'date'),
    phaseStartedOn: compared('Compares the first day of the phase of today.', phaseStartedOn, 'date'),
    updatedAt,
    sponsoredBy: toMany('Filters by the sponsors of the startup.', sponsorsOf, () => entitiesListing),
    sponsorsCount: countOf('Compares the number of sponsors.', sponsorsOf),
    incubatedBy: toMany('Filters by the incubators of the startup.', incubatorsOf, () => entitiesListing),
    incubatorsCount: countOf('Compares the number of incubators.', incubatorsOf),
    phaseHistory: toMany('Filters by the phases of the startup.', phasesOf, () => phaseFilter),
    events: toMany('Filters by the events of the startup.', eventsOf, () => eventFilter),
    eventsCount: countOf('Compares the number of events.', eventsOf),
    links: toMany('Filters by the links of the startup.', linksOf, () => linkFilter),
  },
  isNull: { phase: phaseOn, startedOn },
  orders: {
    NAME: BY_NAME,
    STARTED_ON: nullableOrderKey('date', startedOn, 'Orders by the first day of the first phase.'),
    PHASE_STARTED_ON: nullableOrderKey('date', phaseStartedOn, 'Orders by the first day of the phase of today.'),
    UPDATED_AT: BY_UPDATE,
  },
  defaultOrder: 'NAME',
  facets: StartupFacets.type,
});
