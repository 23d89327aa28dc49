import { ArgsType, Field, Int, ObjectType } from 'type-graphql';
import { LabeledField } from '../../graphql/labels.ts';
import { NotInOpenData } from '../../graphql/openData.ts';
import { SearchMatch, SearchResult } from './Search.ts';
import { SearchKind } from './searchKinds.ts';

@NotInOpenData('A search of the texts of the tables.')
@ObjectType({ description: 'A record that `suggest` found by its name.' })
export class Suggestion {
  @LabeledField(() => SearchKind, { label: 'Genre', description: 'The kind of record.' })
  kind!: SearchKind;

  @LabeledField(() => String, { label: 'Nom', description: 'The name of the record.' })
  name!: string;

  @LabeledField(() => String, { label: 'Identifiant', description: 'The slug of the record.' })
  slug!: string;

  @LabeledField(() => String, {
    label: 'Libellé',
    description:
      'The text to show: the name. If the name has no found word, the acronym, common name or slug that has one follows in brackets. Plain text, never HTML.',
  })
  label!: string;

  @LabeledField(() => [SearchMatch], {
    label: 'Mots trouvés',
    description: 'The positions of the found words in `label`, in order.',
  })
  matches!: SearchMatch[];

  @LabeledField(() => SearchResult, { label: 'Élément', description: 'The record.' })
  node!: Promise<object>;
}

@ArgsType()
export class SuggestArguments {
  @Field(() => String, {
    description: 'The typed text, at most 200 characters and 12 words.',
  })
  text!: string;

  @Field(() => Int, { defaultValue: 10, description: 'The maximum number of suggestions, from 0 to 100.' })
  first!: number;

  @Field(() => [SearchKind], { nullable: true, description: 'The kinds of record to suggest. Default: all kinds.' })
  kinds?: SearchKind[] | null;
}
