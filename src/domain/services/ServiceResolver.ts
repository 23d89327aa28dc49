import { connection } from '../../graphql/connections/listingOf.ts';
import { fieldsOf, queriesOf } from '../../graphql/fields/fieldsOf.ts';
import { referenceOf } from '../../graphql/properties/declarations.ts';
import { lookup } from '../../graphql/relations/relations.ts';
import { Service } from './Service.ts';
import { servicesListing, startupsOf, surveysOf } from './servicesListing.ts';

export const ServiceQueries = queriesOf({
  service: {
    relation: lookup(() => Service, 'slug'),
    label: 'Service',
    description: 'The service of this slug, or null.',
    arguments: { slug: { type: () => String, description: 'The slug of the service.' } },
  },
  services: {
    relation: connection('Query.services', servicesListing),
    label: 'Services',
    description: 'All services, or those of a filter, in pages.',
  },
});

export const ServiceResolver = fieldsOf(Service, {
  operator: { relation: referenceOf(Service, 'operator') },
  startups: {
    relation: startupsOf,
    label: 'Startups d’État',
    description: 'The startups that built it; none if it was built otherwise.',
  },
  satisfaction: { relation: surveysOf, label: 'Enquêtes de satisfaction', description: 'Its surveys, by date.' },
});
