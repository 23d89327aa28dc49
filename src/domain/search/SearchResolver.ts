import { Args, Ctx, Extensions, Query, Resolver } from 'type-graphql';
import { PagingArguments } from '../../graphql/connections/pageArguments.ts';
import type { RequestContext } from '../../graphql/context.ts';
import { labeled } from '../../graphql/labels.ts';
import { loadSearch, loadSuggestions } from './loadSearch.ts';
import { SearchConnection, SearchedText } from './Search.ts';
import { SuggestArguments, Suggestion } from './Suggestion.ts';

@Resolver()
export class SearchQueries {
  @Extensions(labeled('Recherche'))
  @Query(() => SearchConnection, {
    description:
      'Searches entities, missions, services and startups by words, closed and ended records included. The best results come first.',
  })
  search(
    // TypeGraphQL puts the arguments of the last parameter first: the required one.
    @Args(() => PagingArguments) page: PagingArguments,
    @Args(() => SearchedText) searched: SearchedText,
    @Ctx() ctx: RequestContext,
  ): SearchConnection {
    return loadSearch(ctx, { ...searched, ...page });
  }

  @Extensions(labeled('Suggestions'))
  @Query(() => [Suggestion], {
    description:
      'Suggests records by name while a text is typed. It finds the words as `search` does, but only in names, acronyms and slugs. The best suggestions come first. Empty if the text has no words.',
  })
  suggest(@Args(() => SuggestArguments) args: SuggestArguments, @Ctx() ctx: RequestContext): Promise<Suggestion[]> {
    return loadSuggestions(ctx, args);
  }
}
