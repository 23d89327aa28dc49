import 'reflect-metadata';
import { Field, Float, InputType, Int } from 'type-graphql';
import type { Model } from '../relations/columns.ts';
import { DateScalar, DateTimeScalar } from '../scalars.ts';

const ALL = 'all that is given must hold; without anything, it holds for everything';

const OF_NUMBERS = {
  gt: 'Supérieur — is greater than this.',
  gte: 'Au moins — is this or greater.',
  lt: 'Inférieur — is less than this.',
  lte: 'Au plus — is this or less.',
};

export const IntFilter = comparison('IntFilter', Int, `Comparaison de nombres — ${ALL}.`, {
  eq: 'Égal — is this number.',
  in: 'Parmi — is one of these numbers.',
  ...OF_NUMBERS,
});

export const FloatFilter = comparison('FloatFilter', Float, `Comparaison de nombres décimaux — ${ALL}.`, OF_NUMBERS);

export const DateFilter = comparison(
  'DateFilter',
  DateScalar,
  `Comparaison de jours — ${ALL}; a day that is not known is neither before nor after.`,
  {
    eq: 'Le — is this day.',
    gt: 'Après — is after this day.',
    gte: 'À partir du — is this day or after.',
    lt: 'Avant — is before this day.',
    lte: 'Jusqu’au — is this day or before.',
  },
);

export const DateTimeFilter = comparison('DateTimeFilter', DateTimeScalar, `Comparaison d’instants — ${ALL}.`, {
  gt: 'Après — is after this instant.',
  gte: 'À partir de — is this instant or after.',
  lt: 'Avant — is before this instant.',
  lte: 'Jusqu’à — is this instant or before.',
});

/** Makes an input type with these operators, each with its description. */
function comparison(
  name: string,
  type: object,
  description: string,
  operators: Readonly<Record<string, string>>,
): Model {
  @InputType(name, { description })
  class Operators {}
  for (const [operator, meaning] of Object.entries(operators)) {
    const options = { nullable: true, description: meaning };
    Field(() => (operator === 'in' ? [type] : type), options)(Operators.prototype, operator);
  }
  return Operators;
}
