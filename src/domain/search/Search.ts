import { ArgsType, createUnionType, Field, Int, ObjectType } from 'type-graphql';
import { PageInfo } from '../../graphql/connections/connectionType.ts';
import { ForwardArguments } from '../../graphql/connections/pageArguments.ts';
import { Entity } from '../entities/Entity.ts';
import { Mission } from '../missions/Mission.ts';
import { Service } from '../services/Service.ts';
import { Startup } from '../startups/Startup.ts';
import { SearchKind } from './searchKinds.ts';

export const SearchResult = createUnionType({
  name: 'SearchResult',
  description: "Résultat — what a search finds: an entity, a mission, a service or a startup d'État.",
  types: () => [Entity, Mission, Service, Startup] as const,
});

@ObjectType({ description: 'Mot trouvé — where in an excerpt one of the words stands.' })
export class SearchMatch {
  @Field(() => Int, { description: 'Début — its first character, in UTF-16 code units from 0.' })
  start!: number;

  @Field(() => Int, { description: 'Fin — the character after its last: `excerpt.slice(start, end)` in JavaScript.' })
  end!: number;
}

@ObjectType({ description: 'Résultat à sa place — one hit, why it is one, and its cursor.' })
export class SearchEdge {
  @Field(() => String, { description: 'Curseur — the place of this hit in this search: opaque.' })
  cursor!: string;

  @Field(() => SearchResult, { description: 'Élément — what was found.' })
  node!: Promise<object>;

  @Field(() => Int, { description: 'Pertinence — the greater the better; only to be compared within one search.' })
  score!: number;

  @Field(() => String, {
    description: 'Champ — the field of the node that the excerpt is taken from, such as `pitch`.',
  })
  field!: Promise<string>;

  @Field(() => String, {
    description:
      'Extrait — about 200 characters around the words found, of the field that holds most of them. Plain text, never HTML.',
  })
  excerpt!: Promise<string>;

  @Field(() => [SearchMatch], {
    description:
      'Mots trouvés — where they stand in the excerpt, in order; none when a name was found written as one word.',
  })
  matches!: Promise<SearchMatch[]>;
}

@ObjectType({ description: 'Nombre de résultats par genre — how many hits a search has of one kind.' })
export class SearchKindCount {
  @Field(() => SearchKind, { description: 'Genre — of these results.' })
  kind!: SearchKind;

  @Field(() => Int, { description: 'Nombre — of hits, 1,000 at most.' })
  count!: number;
}

@ObjectType({ description: 'Résultats d’une recherche — a page of hits, the best first.' })
export class SearchConnection {
  @Field(() => [SearchResult], { description: 'Éléments — what was found, on this page.' })
  nodes!: Promise<object[]>;

  @Field(() => [SearchEdge], {
    description: 'Résultats — the hits of this page, each with its excerpt and its cursor.',
  })
  edges!: Promise<SearchEdge[]>;

  @Field(() => PageInfo, { description: 'Position — where this page stands among the hits.' })
  pageInfo!: Promise<PageInfo>;

  @Field(() => Int, {
    description:
      'Nombre total — how many hits the search has, 1,000 of each kind at most, which is also as far as its pages go; counted only when asked.',
  })
  totalCount!: Promise<number>;

  @Field(() => [SearchKindCount], {
    description:
      'Par genre — how many hits the text has of every kind, whatever kinds are asked for; counted only when asked.',
  })
  kinds!: Promise<SearchKindCount[]>;
}

@ArgsType()
export class SearchArguments extends ForwardArguments {
  @Field(() => String, {
    description:
      'Texte — what to look for, at most 200 characters and 12 words. Every word must be found; the last may be unfinished. Accents, case, plurals and slips of one letter do not matter.',
  })
  text!: string;

  @Field(() => [SearchKind], { nullable: true, description: 'Genres — among which kinds; all of them if not said.' })
  kinds?: SearchKind[] | null;
}
