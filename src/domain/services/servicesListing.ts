import { listing, orderKey } from '../../graphql/connections/listing.ts';
import { anyOf, compared, containsWords, countOf, given, toMany, toOne } from '../../graphql/filters/condition.ts';
import { self, sql } from '../../sql/sql.ts';
import { entitiesListing } from '../entities/entitiesListing.ts';
import { startupsListing } from '../startups/startupsListing.ts';
import { filterableSurveys } from './SatisfactionSurveyFilter.ts';
import { Service } from './Service.ts';
import type { ServiceFilter, ServiceOrderField } from './ServiceFilter.ts';
import { serviceEmptiness } from './serviceEmptiness.ts';
import { operatorOf, startupsOf, surveysOf } from './serviceRelations.ts';

/** How services can be listed. */
export const servicesListing = listing<Service, ServiceFilter, ServiceOrderField>(() => Service, {
  conditions: {
    slugs: anyOf(sql`${self}.slug`, 'text'),
    statuses: anyOf(sql`${self}.status`, 'service_status'),
    operators: { holds: sql`${self}.operator_id IN (SELECT id FROM entity WHERE slug = ANY(${given}::text[]))` },
    startups: {
      holds: sql`EXISTS (SELECT FROM service_startup b JOIN startup s ON s.id = b.startup_id WHERE b.service_id = ${self}.id AND s.slug = ANY(${given}::text[]))`,
    },
    closedOn: compared(sql`${self}.closed_on`, 'date'),
    updatedAt: compared(sql`${self}.updated_at`, 'timestamptz'),
    operatedBy: toOne(operatorOf, () => entitiesListing),
    builtBy: toMany(startupsOf, () => startupsListing),
    startupsCount: countOf(startupsOf),
    satisfaction: toMany(surveysOf, () => filterableSurveys),
    isNull: serviceEmptiness.condition,
    text: containsWords(sql`${self}.search_text`),
  },
  orders: {
    NAME: orderKey('text', sql`${self}.name_key`),
    UPDATED_AT: orderKey('timestamptz', sql`${self}.updated_at`),
  },
  defaultOrder: 'NAME',
});
