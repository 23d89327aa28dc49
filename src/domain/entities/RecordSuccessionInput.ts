import { Field, InputType } from 'type-graphql';
import { DateScalar, UrlScalar } from '../../graphql/scalars.ts';
import { SuccessionKind } from './SuccessionKind.ts';

@InputType({ description: 'Succession à enregistrer — which entities took over from which, and by which text.' })
export class RecordSuccessionInput {
  @Field(() => SuccessionKind, {
    description: 'Type de succession — RENAMED: one to one; MERGED: one or more to one; SPLIT: one to two or more.',
  })
  kind!: SuccessionKind;

  @Field(() => [String], { description: 'Prédécesseurs — the slugs of the open entities that end.' })
  predecessors!: string[];

  @Field(() => [String], {
    description: 'Successeurs — the slugs of the open entities that take over; create those that are new first.',
  })
  successors!: string[];

  @Field(() => DateScalar, {
    description: 'Date d’effet — the last day of the predecessors; may lie in the future.',
  })
  on!: string;

  @Field(() => String, { description: 'Fondement juridique — the text that says so; 500 characters at most.' })
  legalSource!: string;

  @Field(() => UrlScalar, { nullable: true, description: 'Adresse du texte — where it can be read.' })
  legalUrl?: string | null;
}
