import { Arg, Args, Ctx, Extensions, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { fail } from '../../errors/errors.ts';
import { connectionType } from '../../graphql/connections/connectionType.ts';
import { connected } from '../../graphql/connections/listing.ts';
import type { Page } from '../../graphql/connections/page.ts';
import { loadPage } from '../../graphql/connections/page.ts';
import type { RequestContext } from '../../graphql/context.ts';
import { loadLookup, loadMany, loadOne } from '../../graphql/relations/loaders.ts';
import type { Many } from '../../graphql/relations/relations.ts';
import { declares, lookup, manyBy } from '../../graphql/relations/relations.ts';
import { link, self, sql } from '../../sql/sql.ts';
import { DEPTH_OUT_OF_RANGE } from '../domainErrors.ts';
import { Entity } from './Entity.ts';
import { EntityFacets } from './EntityFacets.ts';
import { DescendantsArguments, EntitiesArguments, EntitiesBelowArguments } from './EntityFilter.ts';
import { EntityIdentifier } from './EntityIdentifier.ts';
import { entitiesListing, parentOf } from './entitiesListing.ts';
import { ancestorsVia, childrenVia, descendantsWithinVia } from './entityTree.ts';

export const EntityConnection = connectionType(Entity, 'entités', EntityFacets);

const everyEntity = connected('Query.entities', entitiesListing);
const entityOfSlug = lookup(() => Entity, 'slug');

@Resolver()
export class EntityQueries {
  @Extensions(declares(entityOfSlug))
  @Query(() => Entity, { nullable: true, description: 'Entité — the entity of this slug, or null.' })
  entity(
    @Arg('slug', () => String, { description: 'Identifiant lisible — the slug of the entity.' }) slug: string,
    @Ctx() ctx: RequestContext,
  ): Promise<Entity | null> {
    return loadLookup(ctx, entityOfSlug, slug);
  }

  @Extensions(declares(everyEntity))
  @Query(() => EntityConnection, { description: 'Entités — all entities, or those of a filter, in pages.' })
  entities(@Args(() => EntitiesArguments) asked: EntitiesArguments, @Ctx() ctx: RequestContext): Promise<Page<Entity>> {
    return loadPage(ctx, everyEntity, asked);
  }
}

const ancestorsOf: Many<Entity> = {
  kind: 'many',
  target: () => Entity,
  via: ancestorsVia,
  order: sql`${link}.distance`,
};

const childrenOf = connected('Entity.children', entitiesListing, childrenVia);

const descendantsOf = connected('Entity.descendants', entitiesListing, descendantsWithinVia, {
  within({ depth = null }: DescendantsArguments) {
    if (depth !== null && depth < 1) fail(DEPTH_OUT_OF_RANGE, { argument: 'depth', value: depth });
    return { depth };
  },
});

const identifiersOf = manyBy(() => EntityIdentifier, 'entityKey', sql`${self}.scheme, ${self}.value`);

@Resolver(() => Entity)
export class EntityResolver {
  @Extensions(declares(parentOf))
  @FieldResolver(() => Entity, { nullable: true, description: 'Entité mère — the entity it is part of.' })
  parent(@Root() entity: Entity, @Ctx() ctx: RequestContext): Promise<Entity | null> {
    return loadOne(ctx, parentOf, entity);
  }

  @Extensions(declares(ancestorsOf))
  @FieldResolver(() => [Entity], { description: 'Ascendance — the entities above it, nearest first.' })
  ancestors(@Root() entity: Entity, @Ctx() ctx: RequestContext): Promise<Entity[]> {
    return loadMany(ctx, ancestorsOf, entity);
  }

  @Extensions(declares(childrenOf))
  @FieldResolver(() => EntityConnection, { description: 'Entités filles — the entities directly below it, by name.' })
  children(
    @Root() entity: Entity,
    @Args(() => EntitiesBelowArguments) asked: EntitiesBelowArguments,
    @Ctx() ctx: RequestContext,
  ): Promise<Page<Entity>> {
    return loadPage(ctx, childrenOf, asked, entity);
  }

  @Extensions(declares(descendantsOf))
  @FieldResolver(() => EntityConnection, {
    description: 'Descendance — the entities below it, at any level or down to one, by name.',
  })
  descendants(
    @Root() entity: Entity,
    @Args(() => DescendantsArguments) asked: DescendantsArguments,
    @Ctx() ctx: RequestContext,
  ): Promise<Page<Entity>> {
    return loadPage(ctx, descendantsOf, asked, entity);
  }

  @Extensions(declares(identifiersOf))
  @FieldResolver(() => [EntityIdentifier], { description: 'Identifiants externes — what other registers call it.' })
  identifiers(@Root() entity: Entity, @Ctx() ctx: RequestContext): Promise<EntityIdentifier[]> {
    return loadMany(ctx, identifiersOf, entity);
  }
}
