import { Args, Ctx, Extensions, Query, Resolver } from 'type-graphql';
import type { RequestContext } from '../../graphql/context.ts';
import { labeled } from '../../graphql/labels.ts';
import { loadSearch } from './loadSearch.ts';
import { SearchArguments, SearchConnection } from './Search.ts';

@Resolver()
export class SearchQueries {
  @Extensions(labeled('Recherche'))
  @Query(() => SearchConnection, {
    description:
      'Searches entities, missions, services and startups by words, closed and ended records included. The best results come first.',
  })
  search(@Args(() => SearchArguments) args: SearchArguments, @Ctx() ctx: RequestContext): SearchConnection {
    return loadSearch(ctx, args);
  }
}
