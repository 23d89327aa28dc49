import { Arg, Args, Ctx, Extensions, Query, Resolver } from 'type-graphql';
import { connectionType } from '../../foundation/connectionType.ts';
import type { RequestContext } from '../../foundation/context.ts';
import { connected } from '../../foundation/listing.ts';
import { loadBySlug } from '../../foundation/lookup.ts';
import type { Page } from '../../foundation/page.ts';
import { loadPage } from '../../foundation/page.ts';
import { declares } from '../../foundation/relations.ts';
import { Startup } from './Startup.ts';
import { StartupsArguments } from './StartupFilter.ts';
import { startupsListing } from './startupsListing.ts';

export const StartupConnection = connectionType(Startup, "startups d'État");

const everyStartup = connected('Query.startups', startupsListing);

@Resolver()
export class StartupQueries {
  @Query(() => Startup, { nullable: true, description: "Startup d'État — the startup of this slug, or null." })
  startup(
    @Arg('slug', () => String, { description: 'Identifiant lisible — the slug of the startup.' }) slug: string,
    @Ctx() ctx: RequestContext,
  ): Promise<Startup | null> {
    return loadBySlug(ctx, Startup, slug);
  }

  @Extensions(declares(everyStartup))
  @Query(() => StartupConnection, { description: "Startups d'État — all startups, or those of a filter, in pages." })
  startups(
    @Args(() => StartupsArguments) asked: StartupsArguments,
    @Ctx() ctx: RequestContext,
  ): Promise<Page<Startup>> {
    return loadPage(ctx, everyStartup, asked);
  }
}
