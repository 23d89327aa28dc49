import { ArgsType, createUnionType, Field, Int, ObjectType } from 'type-graphql';
import { PageInfo } from '../../graphql/connections/connectionType.ts';
import type { SliceArguments } from '../../graphql/connections/slice.ts';
import { countType, labelField } from '../../graphql/fields/counts.ts';
import { LabeledField } from '../../graphql/labels.ts';
import { NotInOpenData } from '../../graphql/openData.ts';
import { Entity } from '../entities/Entity.ts';
import { Mission } from '../missions/Mission.ts';
import { Service } from '../services/Service.ts';
import { Startup } from '../startups/Startup.ts';
import { SearchField, SearchKind } from './searchKinds.ts';

export const SearchResult = createUnionType({
  name: 'SearchResult',
  description: 'A record that a search found: an entity, a mission, a service or a startup.',
  types: () => [Entity, Mission, Service, Startup] as const,
});

@NotInOpenData('A search of the texts of the tables.')
@ObjectType({ description: 'The position of a found word in an excerpt.' })
export class SearchMatch {
  @LabeledField(() => Int, {
    label: 'Début',
    description: 'The position of its first character, in UTF-16 code units from 0.',
  })
  start!: number;

  @LabeledField(() => Int, {
    label: 'Fin',
    description: 'The position after its last character: `excerpt.slice(start, end)` in JavaScript.',
  })
  end!: number;
}

@NotInOpenData('A search of the texts of the tables.')
@ObjectType({ description: 'A search result with its score, excerpt and cursor.' })
export class SearchEdge {
  @LabeledField(() => String, { label: 'Curseur', description: 'The opaque cursor of this result in this search.' })
  cursor!: string;

  @LabeledField(() => SearchResult, { label: 'Élément', description: 'The record that was found.' })
  node!: Promise<object>;

  @LabeledField(() => Int, {
    label: 'Pertinence',
    description: 'The relevance; a greater score is better. Scores are comparable only within one search.',
  })
  score!: number;

  @LabeledField(() => SearchField, { label: 'Champ', description: 'The field that the excerpt comes from.' })
  field!: Promise<SearchField>;

  @LabeledField(() => String, {
    label: 'Extrait',
    description:
      'About 200 characters around the found words, from the field with most of the words. Plain text, never HTML.',
  })
  excerpt!: Promise<string>;

  @LabeledField(() => [SearchMatch], {
    label: 'Mots trouvés',
    description:
      'The positions of the found words in the excerpt, in order. A compound or a name that was found as one word is one match. Empty only if the text has no words other than articles, prepositions and pronouns.',
  })
  matches!: Promise<SearchMatch[]>;
}

const SearchKindCount = countType('SearchKindCount', 'search results of the same kind, at most 1,000', {
  value: { type: () => SearchKind, label: 'Genre', description: 'The kind of record.' },
  ...labelField(),
});

@NotInOpenData('A search of the texts of the tables.')
@ObjectType({ description: 'A page of search results, the best first.' })
export class SearchConnection {
  @LabeledField(() => [SearchResult], { label: 'Éléments', description: 'The records on this page.' })
  nodes!: Promise<object[]>;

  @LabeledField(() => [SearchEdge], {
    label: 'Résultats',
    description: 'The results on this page, with their excerpts and cursors.',
  })
  edges!: Promise<SearchEdge[]>;

  @LabeledField(() => PageInfo, { label: 'Position', description: 'The position of this page in the results.' })
  pageInfo!: Promise<PageInfo>;

  @LabeledField(() => Int, {
    label: 'Nombre total',
    description: 'The number of results that pages can reach, at most 1,000 of each kind. Counted only if selected.',
  })
  totalCount!: Promise<number>;

  @LabeledField(() => [SearchKindCount], {
    label: 'Par genre',
    description: 'The number of results of each kind, regardless of the argument `kinds`. Counted only if selected.',
  })
  kinds!: Promise<object[]>;
}

@ArgsType()
export class SearchedText {
  @Field(() => String, {
    description:
      'The text to search for, at most 200 characters and 12 words. A result has every word, except French articles, prepositions and pronouns; the last word may be incomplete. A longer text finds a part of what its beginning finds. Accents, case, plurals and most typing errors of one letter do not matter.',
  })
  text!: string;

  @Field(() => [SearchKind], { nullable: true, description: 'The kinds of record to search. Default: all kinds.' })
  kinds?: SearchKind[] | null;
}

export type SearchArguments = SearchedText & SliceArguments;
