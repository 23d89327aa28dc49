import { Arg, Args, Ctx, Extensions, Query, Resolver } from 'type-graphql';
import { connectionType } from '../../graphql/connections/connectionType.ts';
import { connected } from '../../graphql/connections/listing.ts';
import type { Page } from '../../graphql/connections/page.ts';
import { loadPage } from '../../graphql/connections/page.ts';
import type { RequestContext } from '../../graphql/context.ts';
import { loadLookup } from '../../graphql/relations/loaders.ts';
import { declares, lookup } from '../../graphql/relations/relations.ts';
import { type AsOf, AsOfScalar, contextAsOf } from '../../register/asOf.ts';
import type { RegisterContext } from '../../register/registerContext.ts';
import { Startup } from './Startup.ts';
import { StartupFacets } from './StartupFacets.ts';
import { StartupsArguments } from './StartupFilter.ts';
import { startupsListing } from './startupsListing.ts';

export const StartupConnection = connectionType(Startup, "startups d'État", StartupFacets);

const everyStartup = connected('Query.startups', startupsListing);
const startupOfSlug = lookup(() => Startup, 'slug');

@Resolver()
export class StartupQueries {
  @Extensions(declares(startupOfSlug))
  @Query(() => Startup, { nullable: true, description: "Startup d'État — the startup of this slug, or null." })
  async startup(
    @Arg('slug', () => String, { description: 'Identifiant lisible — the slug of the startup.' }) slug: string,
    @Arg('asOf', () => AsOfScalar, {
      nullable: true,
      description: 'Au moment de — the startup as it was at a version or an instant; as it is if not said.',
    })
    asOf: AsOf | null,
    @Ctx() ctx: RegisterContext,
  ): Promise<Startup | null> {
    if (!asOf) return loadLookup(ctx, startupOfSlug, slug);
    const past = await contextAsOf(ctx, asOf);
    const startup = await loadLookup(past, startupOfSlug, slug);
    if (startup) ctx.contextOf.set(startup, past);
    return startup;
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
