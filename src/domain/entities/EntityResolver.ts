import { Arg, Args, Ctx, Extensions, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { connectionType } from '../../foundation/connectionType.ts';
import type { RequestContext } from '../../foundation/context.ts';
import { connected } from '../../foundation/listing.ts';
import { loadMany, loadOne } from '../../foundation/loaders.ts';
import { loadBySlug } from '../../foundation/lookup.ts';
import type { Page } from '../../foundation/page.ts';
import { loadPage } from '../../foundation/page.ts';
import { ForwardArguments } from '../../foundation/pageArguments.ts';
import { declares, manyBy, manyBySelect, oneBy } from '../../foundation/relations.ts';
import { link, parent, self, sql } from '../../foundation/sql.ts';
import { Entity } from './Entity.ts';
import { EntitiesArguments } from './EntityFilter.ts';
import { EntityIdentifier } from './EntityIdentifier.ts';
import { entitiesListing } from './entitiesListing.ts';

export const EntityConnection = connectionType(Entity, 'entités');

const everyEntity = connected('Query.entities', entitiesListing);

@Resolver()
export class EntityQueries {
  @Query(() => Entity, { nullable: true, description: 'Entité — the entity of this slug, or null.' })
  entity(
    @Arg('slug', () => String, { description: 'Identifiant lisible — the slug of the entity.' }) slug: string,
    @Ctx() ctx: RequestContext,
  ): Promise<Entity | null> {
    return loadBySlug(ctx, Entity, slug);
  }

  @Extensions(declares(everyEntity))
  @Query(() => EntityConnection, { description: 'Entités — all entities, or those of a filter, in pages.' })
  entities(@Args(() => EntitiesArguments) asked: EntitiesArguments, @Ctx() ctx: RequestContext): Promise<Page<Entity>> {
    return loadPage(ctx, everyEntity, asked);
  }
}

const parentOf = oneBy<Entity, Entity>(() => Entity, 'parentKey');

const ancestorsOf = manyBySelect(
  () => Entity,
  sql`WITH RECURSIVE above AS (
      SELECT parent_id AS key, 1 AS distance FROM entity WHERE id = ${parent} AND parent_id IS NOT NULL
      UNION ALL
      SELECT entity.parent_id, distance + 1 FROM entity JOIN above ON entity.id = above.key WHERE entity.parent_id IS NOT NULL
    ) SELECT key, distance FROM above`,
  sql`${link}.distance`,
);

const childrenOf = connected('Entity.children', entitiesListing, { by: 'key', property: 'parentKey' });

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
    @Args(() => ForwardArguments) asked: ForwardArguments,
    @Ctx() ctx: RequestContext,
  ): Promise<Page<Entity>> {
    return loadPage(ctx, childrenOf, asked, entity);
  }

  @Extensions(declares(identifiersOf))
  @FieldResolver(() => [EntityIdentifier], { description: 'Identifiants externes — what other registers call it.' })
  identifiers(@Root() entity: Entity, @Ctx() ctx: RequestContext): Promise<EntityIdentifier[]> {
    return loadMany(ctx, identifiersOf, entity);
  }
}
