import { Args, Extensions, Field, FieldResolver, Int, ObjectType, Resolver, Root } from 'type-graphql';
import { FacetArguments } from '../../graphql/connections/pageArguments.ts';
import { facetList, facetMost, readList, readMost } from '../../graphql/facets/facetFields.ts';
import type { Facets } from '../../graphql/facets/facets.ts';
import { closedFacet, openFacet } from '../../graphql/facets/facets.ts';
import { relation } from '../../graphql/relations/relations.ts';
import { self, sql } from '../../sql/sql.ts';
import { EntityCounts } from '../entities/EntityCounts.ts';
import { ServiceStatus } from './ServiceStatus.ts';

@ObjectType({ description: 'Effectif par statut — how many services have a status.' })
export class ServiceStatusCount {
  @Field(() => ServiceStatus, { description: 'Statut — which one.' })
  status!: ServiceStatus;

  @Field(() => Int, { description: 'Nombre — of services; never zero.' })
  count!: number;
}

@ObjectType({ description: 'Facettes des services — how many services of the list there are, by value.' })
export class ServiceFacets {}

const byStatus = facetList(closedFacet<ServiceStatus>(sql`${self}.status`), 'status');

const byOperator = facetMost(
  openFacet<number>(sql`SELECT e.id AS value, e.slug AS tie FROM entity e WHERE e.id = ${self}.operator_id`),
  'entityKey',
);

@Resolver(() => ServiceFacets)
export class ServiceFacetsResolver {
  @Extensions(relation(byStatus))
  @FieldResolver(() => [ServiceStatusCount], { description: 'Par statut — by where they are in their life.' })
  statuses(@Root() facets: Facets): Promise<object[]> {
    return readList(facets, byStatus);
  }

  @Extensions(relation(byOperator))
  @FieldResolver(() => EntityCounts, { description: 'Par opérateur — by the entity that answers for them.' })
  operators(@Root() facets: Facets, @Args(() => FacetArguments) { first }: FacetArguments): Promise<object> {
    return readMost(facets, byOperator, first);
  }
}
