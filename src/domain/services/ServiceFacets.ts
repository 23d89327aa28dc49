import { Field, Int, ObjectType } from 'type-graphql';
import { facetList, facetMost } from '../../graphql/facets/facets.ts';
import { facetsOf } from '../../graphql/fields/facetsOf.ts';
import { self, sql } from '../../sql/sql.ts';
import { EntityCounts } from '../entities/EntityCounts.ts';
import { Service } from './Service.ts';
import { ServiceStatus } from './ServiceStatus.ts';

@ObjectType({ description: 'Effectif par statut — how many services have a status.' })
class ServiceStatusCount {
  @Field(() => ServiceStatus, { description: 'Statut — which one.' })
  status!: ServiceStatus;

  @Field(() => Int, { description: 'Nombre — of services; never zero.' })
  count!: number;
}

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
