import { Args, Ctx, Extensions, FieldResolver, Resolver, Root } from 'type-graphql';
import type { RequestContext } from '../../foundation/context.ts';
import { connected } from '../../foundation/listing.ts';
import { loadMany, loadOne } from '../../foundation/loaders.ts';
import type { Page } from '../../foundation/page.ts';
import { loadPage } from '../../foundation/page.ts';
import { ForwardArguments } from '../../foundation/pageArguments.ts';
import { declares, manyThrough, oneBy } from '../../foundation/relations.ts';
import { self, sql } from '../../foundation/sql.ts';
import { Entity } from '../entities/Entity.ts';
import { MissionAction } from '../missions/MissionAction.ts';
import { Startup } from '../startups/Startup.ts';
import { Service } from './Service.ts';
import { ServiceConnection } from './ServiceResolver.ts';
import { servicesListing } from './servicesListing.ts';

const operatedBy = connected('Entity.services', servicesListing, { by: 'key', property: 'operatorKey' });

@Resolver(() => Entity)
export class EntityServices {
  @Extensions(declares(operatedBy))
  @FieldResolver(() => ServiceConnection, { description: 'Services — the services it answers for, by name.' })
  services(
    @Root() entity: Entity,
    @Args(() => ForwardArguments) asked: ForwardArguments,
    @Ctx() ctx: RequestContext,
  ): Promise<Page<Service>> {
    return loadPage(ctx, operatedBy, asked, entity);
  }
}

const servicesOfStartup = manyThrough(
  () => Service,
  { table: 'service_startup', from: 'startup_id', to: 'service_id' },
  sql`${self}.name_key, ${self}.id`,
);

@Resolver(() => Startup)
export class StartupServices {
  @Extensions(declares(servicesOfStartup))
  @FieldResolver(() => [Service], { description: 'Services — what it built for end users, by name.' })
  services(@Root() startup: Startup, @Ctx() ctx: RequestContext): Promise<Service[]> {
    return loadMany(ctx, servicesOfStartup, startup);
  }
}

const serviceOfAction = oneBy<MissionAction, Service>(() => Service, 'serviceKey');

@Resolver(() => MissionAction)
export class MissionActionServices {
  @Extensions(declares(serviceOfAction))
  @FieldResolver(() => Service, {
    nullable: true,
    description: 'Service — the service that it is about, if one is named.',
  })
  service(@Root() action: MissionAction, @Ctx() ctx: RequestContext): Promise<Service | null> {
    return loadOne(ctx, serviceOfAction, action);
  }
}
