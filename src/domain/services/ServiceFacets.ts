import { facetList, facetMost } from '../../graphql/facets/facets.ts';
import { countType } from '../../graphql/fields/counts.ts';
import { facetsOf } from '../../graphql/fields/fieldsOf.ts';
import { self, sql } from '../../sql/sql.ts';
import { EntityCounts } from '../entities/EntityCounts.ts';
import { Service, ServiceStatus } from './Service.ts';

const ServiceStatusCount = countType(
  'ServiceStatusCount',
  'Effectif par statut — how many services have a status.',
  { status: { type: () => ServiceStatus, description: 'Statut — which one.' } },
  'services',
);

/** How services are counted by value. */
export const ServiceFacets = facetsOf(
  Service,
  'Facettes des services — how many services of the list there are, by value.',
  {
    statuses: {
      relation: facetList(sql`${self}.status`, 'status'),
      type: () => [ServiceStatusCount],
      description: 'Par statut — by where they are in their life.',
    },
    operators: {
      relation: facetMost(
        sql`SELECT e.id AS value, e.slug AS tie FROM entity e WHERE e.id = ${self}.operator_id`,
        'entityKey',
      ),
      type: () => EntityCounts,
      description: 'Par opérateur — by the entity that answers for them.',
    },
  },
);
