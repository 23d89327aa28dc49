import { Arg, Args, Ctx, Extensions, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { connectionType } from '../../foundation/connectionType.ts';
import type { RequestContext } from '../../foundation/context.ts';
import { connected } from '../../foundation/listing.ts';
import { loadMany, loadOne } from '../../foundation/loaders.ts';
import { loadBySlug } from '../../foundation/lookup.ts';
import type { Page } from '../../foundation/page.ts';
import { loadPage } from '../../foundation/page.ts';
import { declares, manyBy, manyThrough, oneBy } from '../../foundation/relations.ts';
import { link, self, sql } from '../../foundation/sql.ts';
import { Entity } from '../entities/Entity.ts';
import { Startup } from '../startups/Startup.ts';
import { SatisfactionSurvey } from './SatisfactionSurvey.ts';
import { Service } from './Service.ts';
import { ServicesArguments } from './ServiceFilter.ts';
import { servicesListing } from './servicesListing.ts';

export const ServiceConnection = connectionType(Service, 'services');

const everyService = connected('Query.services', servicesListing);

@Resolver()
export class ServiceQueries {
  @Query(() => Service, { nullable: true, description: 'Service — the service of this slug, or null.' })
  service(
    @Arg('slug', () => String, { description: 'Identifiant lisible — the slug of the service.' }) slug: string,
    @Ctx() ctx: RequestContext,
  ): Promise<Service | null> {
    return loadBySlug(ctx, Service, slug);
  }

  @Extensions(declares(everyService))
  @Query(() => ServiceConnection, { description: 'Services — all services, or those of a filter, in pages.' })
  services(
    @Args(() => ServicesArguments) asked: ServicesArguments,
    @Ctx() ctx: RequestContext,
  ): Promise<Page<Service>> {
    return loadPage(ctx, everyService, asked);
  }
}

const operatorOf = oneBy<Service, Entity>(() => Entity, 'operatorKey');

const startupsOf = manyThrough(
  () => Startup,
  { table: 'service_startup', from: 'service_id', to: 'startup_id' },
  sql`${link}.position, ${self}.name_key, ${self}.id`,
);

const surveysOf = manyBy(() => SatisfactionSurvey, 'serviceKey', sql`${self}.surveyed_on`);

@Resolver(() => Service)
export class ServiceResolver {
  @Extensions(declares(operatorOf))
  @FieldResolver(() => Entity, {
    nullable: true,
    description: 'Opérateur — the entity that answers for it today, if known.',
  })
  operator(@Root() service: Service, @Ctx() ctx: RequestContext): Promise<Entity | null> {
    return loadOne(ctx, operatorOf, service);
  }

  @Extensions(declares(startupsOf))
  @FieldResolver(() => [Startup], {
    description: "Startups d'État — the startups that built it; none if it was built otherwise.",
  })
  startups(@Root() service: Service, @Ctx() ctx: RequestContext): Promise<Startup[]> {
    return loadMany(ctx, startupsOf, service);
  }

  @Extensions(declares(surveysOf))
  @FieldResolver(() => [SatisfactionSurvey], { description: 'Enquêtes de satisfaction — its surveys, by date.' })
  satisfaction(@Root() service: Service, @Ctx() ctx: RequestContext): Promise<SatisfactionSurvey[]> {
    return loadMany(ctx, surveysOf, service);
  }
}
