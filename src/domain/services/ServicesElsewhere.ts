import { Args, Ctx, Extensions, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Page } from '../../graphql/connections/connectionType.ts';
import { connected } from '../../graphql/connections/listing.ts';
import { loadPage } from '../../graphql/connections/page.ts';
import type { RequestContext } from '../../graphql/context.ts';
import { IntFilter } from '../../graphql/filters/comparisons.ts';
import { countOf, toMany, toOne } from '../../graphql/filters/condition.ts';
import { extendFilter, furtherFields } from '../../graphql/filters/extendFilter.ts';
import { loadMany, loadOne } from '../../graphql/relations/loaders.ts';
import { manyThrough, oneBy, relation } from '../../graphql/relations/relations.ts';
import { self, sql } from '../../sql/sql.ts';
import { Entity } from '../entities/Entity.ts';
import { EntityFilter } from '../entities/EntityFilter.ts';
import { entitiesListing } from '../entities/entitiesListing.ts';
import { withDescendants } from '../entities/entityTree.ts';
import { MissionAction } from '../missions/MissionAction.ts';
import { filterableActions, MissionActionFilter } from '../missions/MissionActionFilter.ts';
import { Startup } from '../startups/Startup.ts';
import { startupsListing } from '../startups/startupsListing.ts';
import { Service } from './Service.ts';
import { ServiceFilter, ServiceListFilter, ServicesOfEntityArguments } from './ServiceFilter.ts';
import { ServiceConnection } from './ServiceResolver.ts';
import { servicesListing } from './servicesListing.ts';

const operatedBy = connected(
  'Entity.services',
  servicesListing,
  { by: 'key', property: 'operatorKey' },
  {
    below: {
      by: 'select',
      keys: sql`SELECT s.id AS key FROM (${withDescendants}) e JOIN service s ON s.operator_id = e.key`,
    },
  },
);

furtherFields(entitiesListing, EntityFilter, {
  services: {
    type: () => ServiceListFilter,
    description: 'Services — asks of the services they answer for.',
    condition: toMany(operatedBy, () => servicesListing),
  },
  servicesCount: {
    type: () => IntFilter,
    description: 'Nombre de services — of those they answer for.',
    condition: countOf({ target: () => Service, via: operatedBy.via }),
  },
});

@Resolver(() => Entity)
export class EntityServices {
  @Extensions(relation(operatedBy))
  @FieldResolver(() => ServiceConnection, { description: 'Services — the services it answers for, by name.' })
  services(
    @Root() entity: Entity,
    @Args(() => ServicesOfEntityArguments) asked: ServicesOfEntityArguments,
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

extendFilter(startupsListing, {
  services: {
    type: () => ServiceListFilter,
    description: 'Services — asks of what they built for end users.',
    condition: toMany(servicesOfStartup, () => servicesListing),
  },
  servicesCount: {
    type: () => IntFilter,
    description: 'Nombre de services — of those they built.',
    condition: countOf(servicesOfStartup),
  },
});

@Resolver(() => Startup)
export class StartupServices {
  @Extensions(relation(servicesOfStartup))
  @FieldResolver(() => [Service], { description: 'Services — what it built for end users, by name.' })
  services(@Root() startup: Startup, @Ctx() ctx: RequestContext): Promise<Service[]> {
    return loadMany(ctx, servicesOfStartup, startup);
  }
}

const serviceOfAction = oneBy<MissionAction, Service>(() => Service, 'serviceKey');

furtherFields(filterableActions, MissionActionFilter, {
  service: {
    type: () => ServiceFilter,
    description: 'Service — actions about a service that fits this.',
    condition: toOne(serviceOfAction, () => servicesListing),
  },
});

@Resolver(() => MissionAction)
export class MissionActionServices {
  @Extensions(relation(serviceOfAction))
  @FieldResolver(() => Service, {
    nullable: true,
    description: 'Service — the service that it is about, if one is named.',
  })
  service(@Root() action: MissionAction, @Ctx() ctx: RequestContext): Promise<Service | null> {
    return loadOne(ctx, serviceOfAction, action);
  }
}
