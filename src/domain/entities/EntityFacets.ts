import { Args, Extensions, Field, FieldResolver, Int, ObjectType, Resolver, Root } from 'type-graphql';
import { FacetArguments } from '../../graphql/connections/pageArguments.ts';
import { facetList, facetMost, readList, readMost } from '../../graphql/facets/facetFields.ts';
import type { Facets } from '../../graphql/facets/facets.ts';
import { closedFacet, openFacet } from '../../graphql/facets/facets.ts';
import { LabelCounts } from '../../graphql/facets/LabelCounts.ts';
import { relation } from '../../graphql/relations/relations.ts';
import { self, sql } from '../../sql/sql.ts';
import { EntityCounts } from './EntityCounts.ts';
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

const byKind = facetList(closedFacet<EntityKind>(sql`${self}.kind`), 'kind');

const byMinistryDomain = facetMost(
  openFacet<string>(sql`SELECT ${self}.ministry_domain AS value, ${self}.ministry_domain COLLATE "C" AS tie`),
  'label',
);

const byParent = facetMost(
  openFacet<number>(sql`SELECT e.id AS value, e.slug AS tie FROM entity e WHERE e.id = ${self}.parent_id`),
  'entityKey',
);

@Resolver(() => EntityFacets)
export class EntityFacetsResolver {
  @Extensions(relation(byKind))
  @FieldResolver(() => [EntityKindCount], { description: 'Par type — by kind, in the order of the list of kinds.' })
  kinds(@Root() facets: Facets): Promise<object[]> {
    return readList(facets, byKind);
  }

  @Extensions(relation(byMinistryDomain))
  @FieldResolver(() => LabelCounts, { description: 'Par domaine ministériel — by field of government.' })
  ministryDomains(@Root() facets: Facets, @Args(() => FacetArguments) { first }: FacetArguments): Promise<object> {
    return readMost(facets, byMinistryDomain, first);
  }

  @Extensions(relation(byParent))
  @FieldResolver(() => EntityCounts, { description: 'Par entité mère — by the entity directly above.' })
  parents(@Root() facets: Facets, @Args(() => FacetArguments) { first }: FacetArguments): Promise<object> {
    return readMost(facets, byParent, first);
  }
}
