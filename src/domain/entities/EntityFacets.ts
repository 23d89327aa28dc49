import { Args, Extensions, Field, FieldResolver, Int, ObjectType, Resolver, Root } from 'type-graphql';
import type { Facets } from '../../foundation/facets.ts';
import { closedFacet, openFacet } from '../../foundation/facets.ts';
import { LabelCounts, labelCounts } from '../../foundation/LabelCounts.ts';
import { FacetArguments } from '../../foundation/pageArguments.ts';
import { shapes } from '../../foundation/relations.ts';
import { self, sql } from '../../foundation/sql.ts';
import { EntityCounts, entityCounts } from './EntityCounts.ts';
import { EntityKind } from './EntityKind.ts';

@ObjectType({ description: 'Effectif par type d’entité — how many entities are of a kind.' })
export class EntityKindCount {
  @Field(() => EntityKind, { description: 'Type d’entité — which one.' })
  kind!: EntityKind;

  @Field(() => Int, { description: 'Nombre — of entities; never zero.' })
  count!: number;
}

@ObjectType({ description: 'Facettes des entités — how many entities of the list there are, by value.' })
export class EntityFacets {}

const byKind = closedFacet<EntityKind>(sql`${self}.kind`);

const byMinistryDomain = openFacet<string>(
  sql`SELECT ${self}.ministry_domain AS value, ${self}.ministry_domain COLLATE "C" AS tie`,
);

const byParent = openFacet<number>(
  sql`SELECT e.id AS value, e.slug AS tie FROM entity e WHERE e.id = ${self}.parent_id`,
);

@Resolver(() => EntityFacets)
export class EntityFacetsResolver {
  @Extensions(shapes(byKind))
  @FieldResolver(() => [EntityKindCount], { description: 'Par type — by kind, in the order of the list of kinds.' })
  async kinds(@Root() facets: Facets): Promise<EntityKindCount[]> {
    const { counts } = await facets.count(byKind);
    return counts.map(({ value, count }) => ({ kind: value, count }));
  }

  @Extensions(shapes(byMinistryDomain))
  @FieldResolver(() => LabelCounts, { description: 'Par domaine ministériel — by field of government.' })
  async ministryDomains(
    @Root() facets: Facets,
    @Args(() => FacetArguments) { first }: FacetArguments,
  ): Promise<LabelCounts> {
    return labelCounts(await facets.count(byMinistryDomain, first));
  }

  @Extensions(shapes(byParent))
  @FieldResolver(() => EntityCounts, { description: 'Par entité mère — by the entity directly above.' })
  async parents(@Root() facets: Facets, @Args(() => FacetArguments) { first }: FacetArguments): Promise<EntityCounts> {
    return entityCounts(await facets.count(byParent, first));
  }
}
