import { Args, Ctx, Extensions, Query, Resolver } from 'type-graphql';
import type { RequestContext } from '../../foundation/context.ts';
import { costs } from '../../foundation/cost.ts';
import { SearchArguments, SearchConnection } from './Search.ts';
import { loadSearch } from './searchPage.ts';

@Resolver()
export class SearchQueries {
  @Extensions(costs({ price: 200 }))
  @Query(() => SearchConnection, {
    description:
      'Recherche — entities, missions, services and startups that hold the words of a text, those that are closed or ended too; the best first.',
  })
  search(@Args(() => SearchArguments) asked: SearchArguments, @Ctx() ctx: RequestContext): SearchConnection {
    return loadSearch(ctx, asked);
  }
}
