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
      description: 'Startups that are in one of these phases today.',
      condition: anyOf(phaseOn, 'phase_name'),
      type: () => [PhaseName],
    },
    active: isSo('Startups that are active today, or those that are not.', activeOn),
    overdue: isSo('Startups still in incubation today beyond its six months, or those that are not.', overdueOn),
    // Which entities these are is found first, by their indexes: an OR between two tables would try every startup.
    incubators: anyText(
      'Startups of one of the incubators of these slugs, or of these identifiers in another register.',
      sql`EXISTS (SELECT FROM startup_incubator i WHERE i.startup_id = ${self}.id AND i.entity_id IN (SELECT e.id FROM entity e WHERE e.slug = ANY(${given}::text[]) UNION SELECT x.entity_id FROM entity_identifier x WHERE x.value = ANY(${given}::text[])))`,
    ),
    sponsors: anyText(
      'Startups carried by one of the entities of these slugs.',
      sql`EXISTS (SELECT FROM startup_sponsor i JOIN entity e ON e.id = i.entity_id WHERE i.startup_id = ${self}.id AND e.slug = ANY(${given}::text[]))`,
    ),
    topics,
    technologies,
    accessibility,
    text: containsWords('the slug, the name or the pitch'),
    decisions,
    decidedOn,
    startedOn: compared('Compares the first day of the first phase.', startedOn, 'date'),
    phaseStartedOn: compared('Compares the first day of the phase they are in today.', phaseStartedOn, 'date'),
    updatedAt,
    sponsoredBy: toMany('Asks of the entities that carry them.', sponsorsOf, () => entitiesListing),
    sponsorsCount: countOf('Of entities that carry them.', sponsorsOf),
    incubatedBy: toMany('Asks of where they are built.', incubatorsOf, () => entitiesListing),
    incubatorsCount: countOf('Of those they are built in.', incubatorsOf),
    phaseHistory: toMany('Asks of all their phases.', phasesOf, () => phaseFilter),
    events: toMany('Asks of what happened to them.', eventsOf, () => eventFilter),
    eventsCount: countOf('Of those that happened to them.', eventsOf),
    links: toMany('Asks of their addresses.', linksOf, () => linkFilter),
  },
  isNull: { phase: phaseOn, startedOn },
  orders: {
    NAME: BY_NAME,
    STARTED_ON: nullableOrderKey('date', startedOn, 'By the first day of the first phase.'),
    PHASE_STARTED_ON: nullableOrderKey('date', phaseStartedOn, 'By the first day of the phase it is in today.'),
    UPDATED_AT: BY_UPDATE,
  },
  defaultOrder: 'NAME',
  facets: StartupFacets.type,
});
