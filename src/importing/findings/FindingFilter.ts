import { ArgsType, Field, InputType } from 'type-graphql';
import { BothWaysArguments } from '../../graphql/connections/pageArguments.ts';
import { FindingOutcome, FindingSubject } from './ImportFinding.ts';

@InputType({ description: 'Filtre des constats — all given fields must hold; a list means any of its values.' })
export class ImportFindingFilter {
  @Field(() => [String], { nullable: true, description: 'Codes — findings of one of these codes.' })
  codes?: string[];

  @Field(() => [FindingOutcome], { nullable: true, description: 'Suites — findings with one of these outcomes.' })
  outcomes?: (keyof typeof FindingOutcome)[];

  @Field(() => [FindingSubject], { nullable: true, description: 'Objets — findings about one of these kinds of row.' })
  subjects?: (keyof typeof FindingSubject)[];

  @Field(() => [String], {
    nullable: true,
    description: 'Identifiants à la source — findings about one of these rows.',
  })
  sourceIds?: string[];

  @Field(() => [ImportFindingFilter], { nullable: true, description: 'Et — all of these hold.' })
  and?: ImportFindingFilter[];

  @Field(() => [ImportFindingFilter], { nullable: true, description: 'Ou — one of these holds.' })
  or?: ImportFindingFilter[];

  @Field(() => ImportFindingFilter, { nullable: true, description: 'Sauf — this does not hold.' })
  not?: ImportFindingFilter;
}

@ArgsType()
export class ImportFindingsArguments extends BothWaysArguments {
  @Field(() => ImportFindingFilter, { nullable: true, description: 'Filtre — which findings.' })
  filter?: ImportFindingFilter;
}
