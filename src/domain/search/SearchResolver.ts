import { Args, Ctx, Query, Resolver } from 'type-graphql';
import type { RequestContext } from '../../graphql/context.ts';
import { loadSearch } from './loadSearch.ts';
import { SearchArguments, SearchConnection } from './Search.ts';

@Resolver()
export class SearchQueries {
  @Query(() => SearchConnection, {
    description:
      'Recherche — entities, missions, services and startups that hold the words of a text, those that are closed or ended too; the best first.',
  })
  search(@Args(() => SearchArguments) args: SearchArguments, @Ctx() ctx: RequestContext): SearchConnection {
    return loadSearch(ctx, args);
  }
}
