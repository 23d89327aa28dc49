import { Float } from 'type-graphql';
import { connection, pagesOf } from '../../graphql/connections/defineListing.ts';
import { orderKey } from '../../graphql/connections/listing.ts';
import { FEW } from '../../graphql/cost.ts';
import { createdAt } from '../../graphql/fields/createdAt.ts';
import { defineFields, defineQueries } from '../../graphql/fields/defineFields.ts';
import { lookupBy } from '../../graphql/fields/lookupBy.ts';
import { referenceOf } from '../../graphql/properties/declarations.ts';
import { expression } from '../../graphql/relations/relations.ts';
import { self, sql } from '../../sql/sql.ts';
import { absentIn } from '../entities/absence.ts';
import { formerSlugs, formerSlugTable } from '../entities/formerSlugs.ts';
import { startupsListing } from '../startups/startupsListing.ts';
import { SatisfactionSurvey } from './SatisfactionSurvey.ts';
import { Service } from './Service.ts';
import { satisfactionScore, servicesListing, startupsOf, surveysOf } from './servicesListing.ts';

export const ServiceQueries = defineQueries({
  service: {
    ...lookupBy(Service, { former: formerSlugTable('service') }),
    label: 'Service',
    description: 'The service with the given slug, former slug or id. Null if there is none.',
  },
  services: {
    relation: connection('Query.services', servicesListing),
    label: 'Services',
    description: 'The services of the register, in pages.',
  },
});

export const ServiceResolver = defineFields(Service, {
  createdAt: createdAt(() => Service, 'services.cree_le'),
  formerSlugs: {
    relation: expression(() => Service, formerSlugs('service')),
    type: () => [String],
    openData: 'services.anciens_identifiants',
    label: 'Anciens identifiants',
    description: 'The slugs that the service had before a renaming or a merge. They still lead to it.',
  },
  isAbsent: absentIn(Service, 'services.absent_depuis'),
  operator: { relation: referenceOf(Service, 'operator') },
  startups: {
    cost: FEW,
    relation: connection('Service.startups', startupsListing, { via: startupsOf.via }),
    openData: ['services.startups', 'services_startups.startup'],
    label: 'Startups d’État',
    description: 'The startups that built the service. Empty if no startup built it.',
  },
  satisfactionScore: {
    relation: expression(() => Service, satisfactionScore),
    type: () => Float,
    nullable: true,
    openData: 'satisfaction.note',
    label: 'Satisfaction',
    description: 'The score of the latest satisfaction survey, from 0 to 10. Null without a survey.',
  },
  satisfaction: {
    cost: FEW,
    relation: pagesOf(
      'Service.satisfaction',
      SatisfactionSurvey,
      { SURVEYED_ON: orderKey('date', sql`${self}.surveyed_on`) },
      { via: surveysOf.via },
    ),
    openData: 'satisfaction.service',
    label: 'Enquêtes de satisfaction',
    description: 'The satisfaction surveys of the service, by date.',
  },
});
