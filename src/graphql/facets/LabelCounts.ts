import 'reflect-metadata';
import { Field, Int, ObjectType } from 'type-graphql';

@ObjectType({ description: 'Effectif par libellé — how many are under a word.' })
export class LabelCount {
  @Field(() => String, { description: 'Libellé — the word.' })
  label!: string;

  @Field(() => Int, { description: 'Nombre — of them; never zero.' })
  count!: number;
}

@ObjectType({ description: 'Effectifs par libellé — the most frequent words, and what they leave out.' })
export class LabelCounts {
  @Field(() => [LabelCount], { description: 'Effectifs — by word, greatest first.' })
  nodes!: LabelCount[];

  @Field(() => Int, { description: 'Autres — how many other words there are.' })
  others!: number;

  @Field(() => Int, { description: 'Sans libellé — how many items of the list are under no word.' })
  without!: number;
}
