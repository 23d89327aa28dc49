import { ArgsType, createUnionType, Field, Int, ObjectType } from 'type-graphql';
import { PageInfo } from '../../graphql/connections/connectionType.ts';
import { ForwardArguments } from '../../graphql/connections/pageArguments.ts';
import { LabeledField } from '../../graphql/labels.ts';
import { Entity } from '../entities/Entity.ts';
import { Mission } from '../missions/Mission.ts';
import { Service } from '../services/Service.ts';
import { Startup } from '../startups/Startup.ts';
import { SearchKind } from './searchKinds.ts';

export const SearchResult = createUnionType({
  name: 'SearchResult',
  description: "What a search finds: an entity, a mission, a service or a startup d'État.",
  types: () => [Entity, Mission, Service, Startup] as const,
});

@ObjectType({ description: 'Where in an excerpt one of the words stands.' })
export class SearchMatch {
  @LabeledField(() => Int, { label: 'Début', description: 'Its first character, in UTF-16 code units from 0.' })
  start!: number;

  @LabeledField(() => Int, {
    label: 'Fin',
    description: 'The character after its last: `excerpt.slice(start, end)` in JavaScript.',
  })
  end!: number;
}

@ObjectType({ description: 'One hit, why it is one, and its cursor.' })
export class SearchEdge {
  @LabeledField(() => String, { label: 'Curseur', description: 'The place of this hit in this search: opaque.' })
  cursor!: string;

  @LabeledField(() => SearchResult, { label: 'Élément', description: 'What was found.' })
  node!: Promise<object>;

  @LabeledField(() => Int, {
    label: 'Pertinence',
    description: 'The greater the better; only to be compared within one search.',
  })
  score!: number;

  @LabeledField(() => String, {
    label: 'Champ',
    description: 'The field of the node that the excerpt is taken from, such as `pitch`.',
  })
  field!: Promise<string>;

  @LabeledField(() => String, {
    label: 'Extrait',
    description:
      'About 200 characters around the words found, of the field that holds most of them. Plain text, never HTML.',
  })
  excerpt!: Promise<string>;

  @LabeledField(() => [SearchMatch], {
    label: 'Mots trouvés',
    description: 'Where they stand in the excerpt, in order; none when a name was found written as one word.',
  })
  matches!: Promise<SearchMatch[]>;
}

@ObjectType({ description: 'How many hits a search has of one kind.' })
export class SearchKindCount {
  @LabeledField(() => SearchKind, { label: 'Genre', description: 'Of these results.' })
  kind!: SearchKind;

  @LabeledField(() => Int, { label: 'Nombre', description: 'Of hits, 1,000 at most.' })
  count!: number;
}

@ObjectType({ description: 'A page of hits, the best first.' })
export class SearchConnection {
  @LabeledField(() => [SearchResult], { label: 'Éléments', description: 'What was found, on this page.' })
  nodes!: Promise<object[]>;

  @LabeledField(() => [SearchEdge], {
    label: 'Résultats',
    description: 'The hits of this page, each with its excerpt and its cursor.',
  })
  edges!: Promise<SearchEdge[]>;

  @LabeledField(() => PageInfo, { label: 'Position', description: 'Where this page stands among the hits.' })
  pageInfo!: Promise<PageInfo>;

  @LabeledField(() => Int, {
    label: 'Nombre total',
    description:
      'How many hits the search has, 1,000 of each kind at most, which is also as far as its pages go; counted only when asked.',
  })
  totalCount!: Promise<number>;

  @LabeledField(() => [SearchKindCount], {
    label: 'Par genre',
    description: 'How many hits the text has of every kind, whatever kinds are asked for; counted only when asked.',
  })
  kinds!: Promise<SearchKindCount[]>;
}

@ArgsType()
export class SearchArguments extends ForwardArguments {
  @Field(() => String, {
    description:
      'What to look for, at most 200 characters and 12 words. Every word must be found; the last may be unfinished. Accents, case, plurals and slips of one letter do not matter.',
  })
  text!: string;

  @Field(() => [SearchKind], { nullable: true, description: 'Among which kinds; all of them if not said.' })
  kinds?: SearchKind[] | null;
}
