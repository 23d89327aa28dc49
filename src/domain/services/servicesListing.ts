import { BY_NAME, BY_UPDATE, defineListing } from '../../graphql/connections/defineListing.ts';
import { nullableOrderKey } from '../../graphql/connections/listing.ts';
import { BY_CREATION, CREATED_AT_FILTER } from '../../graphql/fields/createdAt.ts';
import {
  comparisonField,
  searchField,
  textListField,
  toManyField,
  toOneField,
} from '../../graphql/filters/condition.ts';
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

/** The score of the latest survey of the service `self`. Null without a survey. */
export const satisfactionScore = sql`(SELECT v.score FROM satisfaction_survey v WHERE v.service_id = ${self}.id ORDER BY v.surveyed_on DESC LIMIT 1)`;

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
    text: searchField('the slug, the name or the description'),
    closedOn,
    isAbsent: absentField('services'),
    absentSince,
    createdAt: CREATED_AT_FILTER,
    updatedAt,
    operator: toOneField(
      'Selects the services whose operator matches.',
      referenceOf(Service, 'operator'),
      () => entitiesListing,
    ),
    startups: toManyField('Filters by the startups that built the service.', startupsOf, () => startupsListing),
    satisfactionScore: comparisonField(
      'Compares the score of the latest satisfaction survey.',
      satisfactionScore,
      'double precision',
    ),
    satisfaction: toManyField('Filters by the satisfaction surveys of the service.', surveysOf, () => surveyFilter),
  },
  isNull: { satisfactionScore },
  orders: {
    NAME: BY_NAME,
    SATISFACTION_SCORE: nullableOrderKey(
      'double precision',
      satisfactionScore,
      'Orders by the score of the latest satisfaction survey.',
    ),
    CLOSED_ON: nullableOrderKey('date', sql`${self}.closed_on`, 'Orders by the last day.'),
    CREATED_AT: BY_CREATION,
    UPDATED_AT: BY_UPDATE,
  },
  defaultOrder: 'NAME',
  facets: ServiceFacets.type,
});
