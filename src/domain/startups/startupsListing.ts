import { BY_NAME, BY_UPDATE, defineListing } from '../../graphql/connections/defineListing.ts';
import { countOf, nullableOrderKey, orderKey } from '../../graphql/connections/listing.ts';
import { BY_CREATION, CREATED_AT_FILTER } from '../../graphql/fields/createdAt.ts';
import {
  booleanField,
  comparisonField,
  filterValue,
  isAnyOf,
  searchField,
  textListField,
  toManyField,
} from '../../graphql/filters/condition.ts';
import { propertyFilters } from '../../graphql/filters/defineFilter.ts';
import { manyBy, manyThrough } from '../../graphql/relations/relations.ts';
import { link, self, sql } from '../../sql/sql.ts';
import { absentField } from '../entities/absence.ts';
import { Entity } from '../entities/Entity.ts';
import { entitiesListing } from '../entities/entitiesListing.ts';
import { keysOfSlugs } from '../entities/formerSlugs.ts';
import { Link, linkFilter } from './Link.ts';
import { PhaseName } from './lifecycle.ts';
import { Phase, phaseFilter } from './Phase.ts';
import { Startup } from './Startup.ts';
import { eventFilter, StartupEvent } from './StartupEvent.ts';
import { StartupFacets } from './StartupFacets.ts';
import { keptStartupCounts } from './startupCounts.ts';
import { activeOn, firstDay, overdueOn, phaseInForce, phaseUnknownOn } from './startupState.ts';

export const phasesOf = manyBy(
  () => Phase,
  'startupKey',
  sql`${self}.started_on, ${self}.name, ${self}.position, ${self}.id`,
);

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

/** FROM and WHERE of the ministry domains `e.ministry_domain` of the sponsors. */
const sponsorDomains = sql`startup_sponsor d JOIN entity e ON e.id = d.entity_id WHERE d.startup_id = ${self}.id`;

export const ministryDomainsOf = sql`ARRAY(SELECT DISTINCT e.ministry_domain COLLATE "C" FROM ${sponsorDomains} AND e.ministry_domain IS NOT NULL ORDER BY 1)`;

export const eventsOf = manyBy(() => StartupEvent, 'startupKey', sql`${self}.occurred_on, ${self}.position`);

export const linksOf = manyBy(() => Link, 'startupKey', sql`${self}.kind, ${self}.position`);

const { topics, technologies, accessibility, decision, decidedOn, absentSince, updatedAt } = propertyFilters(Startup);

/** The filter, orders and facets of lists of startups. */
export const startupsListing = defineListing(Startup, {
  plural: 'startups',
  fields: {
    slug: textListField(
      'Selects the startups with one of these slugs or former slugs.',
      sql`${self}.id IN (${keysOfSlugs('startup')})`,
    ),
    phase: {
      description: 'Selects the startups that are in one of these phases today.',
      condition: isAnyOf(phaseInForce.name, 'phase_name'),
      type: () => [PhaseName],
    },
    isActive: booleanField('`true` selects the startups that are active today; `false` selects the others.', activeOn),
    isOverdue: booleanField(
      '`true` selects the startups that are still in incubation today after more than six months, `false` those that are not. Neither selects startups to which the method does not apply.',
      overdueOn,
    ),
    isPhaseUnknown: booleanField(
      '`true` selects the startups whose phase is unknown today; `false` selects the others.',
      phaseUnknownOn,
    ),
    isAbsent: absentField('startups'),
    ministryDomains: textListField(
      'Selects the startups with a sponsor of one of these ministry domains.',
      sql`EXISTS (SELECT FROM ${sponsorDomains} AND e.ministry_domain = ANY(${filterValue}::text[]))`,
    ),
    topics,
    technologies,
    accessibility,
    text: searchField('the name, the slug, the pitch, the topics or the technologies'),
    decision,
    decidedOn,
    startedOn: comparisonField('Compares the first day of the first phase.', firstDay, 'date'),
    phaseStartedOn: comparisonField(
      'Compares the first day of the phase in force today.',
      phaseInForce.startedOn,
      'date',
    ),
    phaseEndedOn: comparisonField('Compares the end of the phase in force today.', phaseInForce.endedOn, 'date'),
    absentSince,
    createdAt: CREATED_AT_FILTER,
    updatedAt,
    sponsors: toManyField('Filters by the sponsors of the startup.', sponsorsOf, () => entitiesListing),
    incubators: toManyField('Filters by the incubators of the startup.', incubatorsOf, () => entitiesListing),
    phases: toManyField('Filters by the phases of the startup.', phasesOf, () => phaseFilter),
    events: toManyField('Filters by the events of the startup.', eventsOf, () => eventFilter),
    links: toManyField('Filters by the links of the startup.', linksOf, () => linkFilter),
  },
  isNull: {
    phase: phaseInForce.name,
    phaseStartedOn: phaseInForce.startedOn,
    phaseEndedOn: phaseInForce.endedOn,
    startedOn: firstDay,
    isOverdue: overdueOn,
  },
  orders: {
    NAME: BY_NAME,
    STARTED_ON: nullableOrderKey('date', firstDay, 'Orders by the first day of the first phase.'),
    PHASE_STARTED_ON: nullableOrderKey(
      'date',
      phaseInForce.startedOn,
      'Orders by the first day of the phase in force today.',
    ),
    PHASE_ENDED_ON: nullableOrderKey('date', phaseInForce.endedOn, 'Orders by the end of the phase in force today.'),
    DECIDED_ON: nullableOrderKey('date', sql`${self}.decided_on`, 'Orders by the date of the decision.'),
    SPONSORS_COUNT: orderKey('integer', countOf('startup_sponsor', 'startup_id'), 'Orders by the number of sponsors.'),
    CREATED_AT: BY_CREATION,
    UPDATED_AT: BY_UPDATE,
  },
  defaultOrder: 'NAME',
  facets: StartupFacets.type,
  kept: keptStartupCounts,
});
