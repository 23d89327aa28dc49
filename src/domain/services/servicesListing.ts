import { BY_NAME, BY_UPDATE, listingOf } from '../../graphql/connections/listingOf.ts';
import { anyText, containsWords, countOf, given, toMany, toOne } from '../../graphql/filters/condition.ts';
import { propertyFilters } from '../../graphql/filters/filterOf.ts';
import { referenceOf } from '../../graphql/properties/declarations.ts';
import { manyBy, manyThrough } from '../../graphql/relations/relations.ts';
import { link, self, sql } from '../../sql/sql.ts';
import { entitiesListing } from '../entities/entitiesListing.ts';
import { Startup } from '../startups/Startup.ts';
import { startupsListing } from '../startups/startupsListing.ts';
import { SatisfactionSurvey, surveyFilter } from './SatisfactionSurvey.ts';
import { Service } from './Service.ts';
import { ServiceFacets } from './ServiceFacets.ts';

export const startupsOf = manyThrough(
  () => Startup,
  { table: 'service_startup', from: 'service_id', to: 'startup_id' },
  sql`${link}.position, ${self}.name_key, ${self}.id`,
);

export const surveysOf = manyBy(() => SatisfactionSurvey, 'serviceKey', sql`${self}.surveyed_on`);

const { slugs, statuses, closedOn, updatedAt } = propertyFilters(Service);

/** How services are listed. */
export const servicesListing = listingOf(Service, {
  plural: 'services',
  fields: {
    slugs,
    statuses,
    operators: anyText(
      'Selects the services whose operator has one of these slugs.',
      sql`${self}.operator_id IN (SELECT id FROM entity WHERE slug = ANY(${given}::text[]))`,
    ),
    startups: anyText(
      'Selects the services built by a startup with one of these slugs.',
      sql`EXISTS (SELECT FROM service_startup b JOIN startup s ON s.id = b.startup_id WHERE b.service_id = ${self}.id AND s.slug = ANY(${given}::text[]))`,
    ),
    text: containsWords('the slug, the name or the description'),
    closedOn,
    updatedAt,
    operatedBy: toOne(
      'Selects the services whose operator matches.',
      referenceOf(Service, 'operator'),
      () => entitiesListing,
    ),
    builtBy: toMany('Filters by the startups that built the service.', startupsOf, () => startupsListing),
    startupsCount: countOf('Compares the number of startups that built the service.', startupsOf),
    satisfaction: toMany('Filters by the satisfaction surveys of the service.', surveysOf, () => surveyFilter),
  },
  orders: { NAME: BY_NAME, UPDATED_AT: BY_UPDATE },
  defaultOrder: 'NAME',
  facets: ServiceFacets.type,
});
