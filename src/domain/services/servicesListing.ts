import { BY_NAME, BY_UPDATE, defineListing } from '../../graphql/connections/defineListing.ts';
import { textListField, toManyField, toOneField, wordsField } from '../../graphql/filters/condition.ts';
import { propertyFilters } from '../../graphql/filters/defineFilter.ts';
import { referenceOf } from '../../graphql/properties/declarations.ts';
import { manyBy, manyThrough } from '../../graphql/relations/relations.ts';
import { link, self, sql } from '../../sql/sql.ts';
import { absentField } from '../entities/absence.ts';
import { entitiesListing } from '../entities/entitiesListing.ts';
import { keysOfSlugs } from '../entities/formerSlugs.ts';
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

const { status, closedOn, absentSince, updatedAt } = propertyFilters(Service);

/** The filter, orders and facets of lists of services. */
export const servicesListing = defineListing(Service, {
  plural: 'services',
  fields: {
    slug: textListField(
      'Selects the services with one of these slugs or former slugs.',
      sql`${self}.id IN (${keysOfSlugs('service')})`,
    ),
    status,
    text: wordsField('the slug, the name or the description'),
    closedOn,
    isAbsent: absentField('services'),
    absentSince,
    updatedAt,
    operator: toOneField(
      'Selects the services whose operator matches.',
      referenceOf(Service, 'operator'),
      () => entitiesListing,
    ),
    startups: toManyField('Filters by the startups that built the service.', startupsOf, () => startupsListing),
    satisfaction: toManyField('Filters by the satisfaction surveys of the service.', surveysOf, () => surveyFilter),
  },
  orders: { NAME: BY_NAME, UPDATED_AT: BY_UPDATE },
  defaultOrder: 'NAME',
  facets: ServiceFacets.type,
});
