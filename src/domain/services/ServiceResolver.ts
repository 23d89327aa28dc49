import { Arg, Args, Ctx, Extensions, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { Page } from '../../graphql/connections/connectionType.ts';
import { connectionType } from '../../graphql/connections/connectionType.ts';
import { connected } from '../../graphql/connections/listing.ts';
import { loadPage } from '../../graphql/connections/page.ts';
import type { RequestContext } from '../../graphql/context.ts';
import { loadLookup, loadMany, loadOne } from '../../graphql/relations/loaders.ts';
import { lookup, relation } from '../../graphql/relations/relations.ts';
import { Entity } from '../entities/Entity.ts';
import { Startup } from '../startups/Startup.ts';
import { SatisfactionSurvey } from './SatisfactionSurvey.ts';
import { Service } from './Service.ts';
import { ServiceFacets } from './ServiceFacets.ts';
import { ServicesArguments } from './ServiceFilter.ts';
import { operatorOf, startupsOf, surveysOf } from './serviceRelations.ts';
import { servicesListing } from './servicesListing.ts';

export const ServiceConnection = connectionType(Service, 'services', ServiceFacets);

const everyService = connected('Query.services', servicesListing);
const serviceOfSlug = lookup(() => Service, 'slug');

@Resolver()
export class ServiceQueries {
  @Extensions(relation(serviceOfSlug))
  @Query(() => Service, { nullable: true, description: 'Service — the service of this slug, or null.' })
  service(
    @Arg('slug', () => String, { description: 'Identifiant lisible — the slug of the service.' }) slug: string,
    @Ctx() ctx: RequestContext,
  ): Promise<Service | null> {
    return loadLookup(ctx, serviceOfSlug, slug);
  }

  @Extensions(relation(everyService))
  @Query(() => ServiceConnection, { description: 'Services — all services, or those of a filter, in pages.' })
  services(
    @Args(() => ServicesArguments) asked: ServicesArguments,
    @Ctx() ctx: RequestContext,
  ): Promise<Page<Service>> {
    return loadPage(ctx, everyService, asked);
  }
}

@Resolver(() => Service)
export class ServiceResolver {
  @Extensions(relation(operatorOf))
  @FieldResolver(() => Entity, {
    nullable: true,
    description: 'Opérateur — the entity that answers for it today, if known.',
  })
  operator(@Root() service: Service, @Ctx() ctx: RequestContext): Promise<Entity | null> {
    return loadOne(ctx, operatorOf, service);
  }

  @Extensions(relation(startupsOf))
  @FieldResolver(() => [Startup], {
    description: "Startups d'État — the startups that built it; none if it was built otherwise.",
  })
  startups(@Root() service: Service, @Ctx() ctx: RequestContext): Promise<Startup[]> {
    return loadMany(ctx, startupsOf, service);
  }

  @Extensions(relation(surveysOf))
  @FieldResolver(() => [SatisfactionSurvey], { description: 'Enquêtes de satisfaction — its surveys, by date.' })
  satisfaction(@Root() service: Service, @Ctx() ctx: RequestContext): Promise<SatisfactionSurvey[]> {
    return loadMany(ctx, surveysOf, service);
  }
}
