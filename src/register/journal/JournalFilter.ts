import { ArgsType, Field, InputType, Int } from 'type-graphql';
import { BothWaysArguments } from '../../graphql/connections/pageArguments.ts';

@InputType({ description: 'Filtre du journal — all given fields must hold; a list means any of its values.' })
export class JournalFilter {
  @Field(() => [String], { nullable: true, description: 'Commandes — changes made by one of these.' })
  commands?: string[];

  @Field(() => [String], { nullable: true, description: 'Auteurs — changes made by one of these.' })
  actors?: string[];

  @Field(() => Int, { nullable: true, description: 'Depuis — the versions after this one, itself left out.' })
  since?: number;

  @Field(() => Int, { nullable: true, description: 'Jusqu’à — the versions up to this one, itself included.' })
  until?: number;
}

@ArgsType()
export class JournalArguments extends BothWaysArguments {
  @Field(() => JournalFilter, { nullable: true, description: 'Filtre — which changes.' })
  filter?: JournalFilter;
}
