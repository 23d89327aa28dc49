import { nullableOrderKey } from '../../graphql/connections/listing.ts';
import { BY_NAME, BY_UPDATE, listingOf } from '../../graphql/connections/listingOf.ts';
import {
  anyOf,
  compared,
  containsWords,
  countOf,
  filterField,
  given,
  toMany,
} from '../../graphql/filters/condition.ts';
import { propertyFilters } from '../../graphql/filters/filterOf.ts';
import { self, sql } from '../../sql/sql.ts';
import { EntityListFilter } from '../entities/EntityFilter.ts';
import { entitiesListing } from '../entities/entitiesListing.ts';
import { linkFilter } from './Link.ts';
import { PhaseName } from './lifecycle.ts';
import { phaseFilter } from './Phase.ts';
import { Startup } from './Startup.ts';
import { eventFilter } from './StartupEvent.ts';
import { StartupFacets } from './StartupFacets.ts';
import { eventsOf, incubatorsOf, linksOf, phasesOf, sponsorsOf } from './startupRelations.ts';
import { activeOn, overdueOn, phaseOn, phaseStartedOn, startedOn } from './startupState.ts';

const { slugs, topics, technologies, accessibility, decisions, decidedOn, updatedAt } = propertyFilters(Startup);

/** How startups are listed. */
export const startupsListing = listingOf(Startup, {
  french: 'startups',
  english: 'startups',
  list: 'startups d’État',
  pages: "startups d'État",
  fields: {
    slugs,
    phases: filterField(
      'Phases — startups that are in one of these phases today.',
      anyOf(phaseOn, 'phase_name'),
      () => [PhaseName],
    ),
    active: filterField(
      'Active — startups that are active today, or those that are not.',
      { holds: sql`${activeOn} = ${given}::boolean` },
      () => Boolean,
    ),
    overdue: filterField(
      'En retard — startups still in incubation today beyond its six months, or those that are not.',
      { holds: sql`${overdueOn} = ${given}::boolean` },
      () => Boolean,
    ),
    // Which entities these are is found first, by their indexes: an OR between two tables would try every startup.
    incubators: filterField(
      'Incubateurs — startups of one of the incubators of these slugs, or of these identifiers in another register.',
      {
        holds: sql`EXISTS (SELECT FROM startup_incubator i WHERE i.startup_id = ${self}.id AND i.entity_id IN (SELECT e.id FROM entity e WHERE e.slug = ANY(${given}::text[]) UNION SELECT x.entity_id FROM entity_identifier x WHERE x.value = ANY(${given}::text[])))`,
      },
      () => [String],
    ),
    sponsors: filterField(
      'Porteuses — startups carried by one of the entities of these slugs.',
      {
        holds: sql`EXISTS (SELECT FROM startup_sponsor i JOIN entity e ON e.id = i.entity_id WHERE i.startup_id = ${self}.id AND e.slug = ANY(${given}::text[]))`,
      },
      () => [String],
    ),
    topics,
    technologies,
    accessibility,
    text: filterField(
      'Texte — every word is in the slug, the name or the pitch; accents and case do not matter.',
      containsWords(sql`${self}.search_text`),
      () => String,
    ),
    decisions,
    decidedOn,
    startedOn: filterField('Début — compares the first day of the first phase.', compared(startedOn, 'date')),
    phaseStartedOn: filterField(
      'Début de phase — compares the first day of the phase they are in today.',
      compared(phaseStartedOn, 'date'),
    ),
    updatedAt,
    sponsoredBy: filterField(
      'Portées par — asks of the entities that carry them.',
      toMany(sponsorsOf, () => entitiesListing),
      () => EntityListFilter,
    ),
    sponsorsCount: filterField('Nombre de porteuses — of entities that carry them.', countOf(sponsorsOf)),
    incubatedBy: filterField(
      'Incubées par — asks of where they are built.',
      toMany(incubatorsOf, () => entitiesListing),
      () => EntityListFilter,
    ),
    incubatorsCount: filterField('Nombre d’incubateurs — of those they are built in.', countOf(incubatorsOf)),
    phaseHistory: filterField(
      'Historique des phases — asks of all their phases.',
      toMany(phasesOf, () => phaseFilter),
    ),
    events: filterField(
      'Évènements — asks of what happened to them.',
      toMany(eventsOf, () => eventFilter),
    ),
    eventsCount: filterField('Nombre d’évènements — of those that happened to them.', countOf(eventsOf)),
    links: filterField(
      'Liens — asks of their addresses.',
      toMany(linksOf, () => linkFilter),
    ),
  },
  isNull: { phase: ['Phase', phaseOn], startedOn: ['Début', startedOn] },
  orders: {
    NAME: BY_NAME,
    STARTED_ON: nullableOrderKey('date', startedOn, 'Début — by the first day of the first phase.'),
    PHASE_STARTED_ON: nullableOrderKey(
      'date',
      phaseStartedOn,
      'Début de phase — by the first day of the phase it is in today.',
    ),
    UPDATED_AT: BY_UPDATE,
  },
  defaultOrder: 'NAME',
  facets: StartupFacets.type,
});
