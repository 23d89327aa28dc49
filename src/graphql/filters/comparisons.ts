import 'reflect-metadata';
import { Field, Float, InputType, Int } from 'type-graphql';
import { DateScalar, DateTimeScalar } from '../scalars.ts';

const ALL = 'all that is given must hold; without anything, it holds for everything';

@InputType({ description: `Comparaison de nombres — ${ALL}.` })
export class IntFilter {
  @Field(() => Int, { nullable: true, description: 'Égal — is this number.' })
  eq?: number;

  @Field(() => [Int], { nullable: true, description: 'Parmi — is one of these numbers.' })
  in?: number[];

  @Field(() => Int, { nullable: true, description: 'Supérieur — is greater than this.' })
  gt?: number;

  @Field(() => Int, { nullable: true, description: 'Au moins — is this or greater.' })
  gte?: number;

  @Field(() => Int, { nullable: true, description: 'Inférieur — is less than this.' })
  lt?: number;

  @Field(() => Int, { nullable: true, description: 'Au plus — is this or less.' })
  lte?: number;
}

@InputType({ description: `Comparaison de nombres décimaux — ${ALL}.` })
export class FloatFilter {
  @Field(() => Float, { nullable: true, description: 'Supérieur — is greater than this.' })
  gt?: number;

  @Field(() => Float, { nullable: true, description: 'Au moins — is this or greater.' })
  gte?: number;

  @Field(() => Float, { nullable: true, description: 'Inférieur — is less than this.' })
  lt?: number;

  @Field(() => Float, { nullable: true, description: 'Au plus — is this or less.' })
  lte?: number;
}

@InputType({ description: `Comparaison de jours — ${ALL}; a day that is not known is neither before nor after.` })
export class DateFilter {
  @Field(() => DateScalar, { nullable: true, description: 'Le — is this day.' })
  eq?: string;

  @Field(() => DateScalar, { nullable: true, description: 'Après — is after this day.' })
  gt?: string;

  @Field(() => DateScalar, { nullable: true, description: 'À partir du — is this day or after.' })
  gte?: string;

  @Field(() => DateScalar, { nullable: true, description: 'Avant — is before this day.' })
  lt?: string;

  @Field(() => DateScalar, { nullable: true, description: 'Jusqu’au — is this day or before.' })
  lte?: string;
}

@InputType({ description: `Comparaison d’instants — ${ALL}.` })
export class DateTimeFilter {
  @Field(() => DateTimeScalar, { nullable: true, description: 'Après — is after this instant.' })
  gt?: Date;

  @Field(() => DateTimeScalar, { nullable: true, description: 'À partir de — is this instant or after.' })
  gte?: Date;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Avant — is before this instant.' })
  lt?: Date;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Jusqu’à — is this instant or before.' })
  lte?: Date;
}
