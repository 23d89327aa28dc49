import { Args, Ctx, Extensions, FieldResolver, Resolver, Root } from 'type-graphql';
import type { RequestContext } from '../../foundation/context.ts';
import { connected } from '../../foundation/listing.ts';
import type { Page } from '../../foundation/page.ts';
import { loadPage } from '../../foundation/page.ts';
import { declares } from '../../foundation/relations.ts';
import { Entity } from '../entities/Entity.ts';
import type { Startup } from './Startup.ts';
import { StartupsOfEntityArguments } from './StartupFilter.ts';
import { StartupConnection } from './StartupQueries.ts';
import { startupsListing } from './startupsListing.ts';

const sponsoredBy = connected('Entity.sponsoredStartups', startupsListing, {
  by: 'table',
  table: 'startup_sponsor',
  from: 'entity_id',
  to: 'startup_id',
});

const incubatedBy = connected('Entity.incubatedStartups', startupsListing, {
  by: 'table',
  table: 'startup_incubator',
  from: 'entity_id',
  to: 'startup_id',
});

@Resolver(() => Entity)
export class EntityStartups {
  @Extensions(declares(sponsoredBy))
  @FieldResolver(() => StartupConnection, { description: 'Startups portées — the startups it carries, by name.' })
  sponsoredStartups(
    @Root() entity: Entity,
    @Args(() => StartupsOfEntityArguments) asked: StartupsOfEntityArguments,
    @Ctx() ctx: RequestContext,
  ): Promise<Page<Startup>> {
    return loadPage(ctx, sponsoredBy, asked, entity);
  }

  @Extensions(declares(incubatedBy))
  @FieldResolver(() => StartupConnection, { description: 'Startups incubées — the startups built there, by name.' })
  incubatedStartups(
    @Root() entity: Entity,
    @Args(() => StartupsOfEntityArguments) asked: StartupsOfEntityArguments,
    @Ctx() ctx: RequestContext,
  ): Promise<Page<Startup>> {
    return loadPage(ctx, incubatedBy, asked, entity);
  }
}
