import { Args, Extensions, Field, FieldResolver, Int, ObjectType, Resolver, Root } from 'type-graphql';
import type { Facets } from '../../foundation/facets.ts';
import { closedFacet, openFacet } from '../../foundation/facets.ts';
import { FacetArguments } from '../../foundation/pageArguments.ts';
import { shapes } from '../../foundation/relations.ts';
import { self, sql } from '../../foundation/sql.ts';
import { EntityCounts, entityCounts } from '../entities/EntityCounts.ts';
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

const byStatus = closedFacet<ServiceStatus>(sql`${self}.status`);

const byOperator = openFacet<number>(
  sql`SELECT e.id AS value, e.slug AS tie FROM entity e WHERE e.id = ${self}.operator_id`,
);

@Resolver(() => ServiceFacets)
export class ServiceFacetsResolver {
  @Extensions(shapes(byStatus))
  @FieldResolver(() => [ServiceStatusCount], { description: 'Par statut — by where they are in their life.' })
  async statuses(@Root() facets: Facets): Promise<ServiceStatusCount[]> {
    const { counts } = await facets.count(byStatus);
    return counts.map(({ value, count }) => ({ status: value, count }));
  }

  @Extensions(shapes(byOperator))
  @FieldResolver(() => EntityCounts, { description: 'Par opérateur — by the entity that answers for them.' })
  async operators(
    @Root() facets: Facets,
    @Args(() => FacetArguments) { first }: FacetArguments,
  ): Promise<EntityCounts> {
    return entityCounts(await facets.count(byOperator, first));
  }
}
