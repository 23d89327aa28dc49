import { BY_NAME, BY_UPDATE, defineListing } from '../../graphql/connections/defineListing.ts';
import { nullableOrderKey } from '../../graphql/connections/listing.ts';
import {
  booleanField,
  comparisonField,
  countField,
  filterValue,
  isAnyOf,
  textListField,
  toManyField,
  wordsField,
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
import { activeOn, overdueOn, phaseOn, phaseStartedOn, phaseUnknownOn, startedOn } from './startupState.ts';

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

export const eventsOf = manyBy(() => StartupEvent, 'startupKey', sql`${self}.occurred_on, ${self}.position`);

export const linksOf = manyBy(() => Link, 'startupKey', sql`${self}.kind, ${self}.position`);

const { topics, technologies, accessibility, decisions, decidedOn, absentSince, updatedAt } = propertyFilters(Startup);

/** The filter, orders and facets of lists of startups. */
export const startupsListing = defineListing(Startup, {
  plural: 'startups',
  fields: {
    slugs: textListField(
      'Selects the startups with one of these slugs or former slugs.',
      sql`${self}.id IN (${keysOfSlugs('startup')})`,
    ),
    phases: {
      description: 'Selects the startups that are in one of these phases today.',
      condition: isAnyOf(phaseOn, 'phase_name'),
      type: () => [PhaseName],
    },
    active: booleanField('`true` selects the startups that are active today; `false` selects the others.', activeOn),
    overdue: booleanField(
      '`true` selects the startups that are still in incubation today after more than six months, `false` those that are not. Neither selects startups to which the method does not apply.',
      overdueOn,
    ),
    phaseUnknown: booleanField(
      '`true` selects the startups whose phase is unknown today; `false` selects the others.',
      phaseUnknownOn,
    ),
    absent: absentField('startups'),
    // The UNION finds the entities first, by their indexes. An OR between two tables would scan every startup.
    incubators: textListField(
      'Selects the startups whose incubator has one of these slugs, or one of these identifiers in another register.',
      sql`EXISTS (SELECT FROM startup_incubator i WHERE i.startup_id = ${self}.id AND i.entity_id IN (${keysOfSlugs('entity')} UNION SELECT x.entity_id FROM entity_identifier x WHERE x.value = ANY(${filterValue}::text[])))`,
    ),
    sponsors: textListField(
      'Selects the startups whose sponsor has one of these slugs.',
      sql`EXISTS (SELECT FROM startup_sponsor i WHERE i.startup_id = ${self}.id AND i.entity_id IN (${keysOfSlugs('entity')}))`,
    ),
    topics,
    technologies,
    accessibility,
    text: wordsField('the slug, the name or the pitch'),
    decisions,
    decidedOn,
    startedOn: comparisonField('Compares the first day of the first phase.', startedOn, 'date'),
    phaseStartedOn: comparisonField('Compares the first day of the current phase.', phaseStartedOn, 'date'),
    absentSince,
    updatedAt,
    sponsoredBy: toManyField('Filters by the sponsors of the startup.', sponsorsOf, () => entitiesListing),
    sponsorsCount: countField('Compares the number of sponsors.', sponsorsOf),
    incubatedBy: toManyField('Filters by the incubators of the startup.', incubatorsOf, () => entitiesListing),
    incubatorsCount: countField('Compares the number of incubators.', incubatorsOf),
    phaseHistory: toManyField('Filters by the phases of the startup.', phasesOf, () => phaseFilter),
    events: toManyField('Filters by the events of the startup.', eventsOf, () => eventFilter),
    eventsCount: countField('Compares the number of events.', eventsOf),
    links: toManyField('Filters by the links of the startup.', linksOf, () => linkFilter),
  },
  isNull: { phase: phaseOn, startedOn, isOverdue: overdueOn },
  orders: {
    NAME: BY_NAME,
    STARTED_ON: nullableOrderKey('date', startedOn, 'Orders by the first day of the first phase.'),
    PHASE_STARTED_ON: nullableOrderKey('date', phaseStartedOn, 'Orders by the first day of the current phase.'),
    UPDATED_AT: BY_UPDATE,
  },
  defaultOrder: 'NAME',
  facets: StartupFacets.type,
});
