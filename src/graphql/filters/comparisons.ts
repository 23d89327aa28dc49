import 'reflect-metadata';
import { Field, Float, InputType, Int } from 'type-graphql';
import type { Model } from '../relations/columns.ts';
import { BigIntScalar, DateScalar, DateTimeScalar } from '../scalars.ts';

const ALL = 'A value must meet all given operators. An empty object matches every item; a null value meets no operator';

const OF_NUMBERS = {
  gt: 'The value is greater than this number.',
  gte: 'The value is greater than or equal to this number.',
  lt: 'The value is less than this number.',
  lte: 'The value is less than or equal to this number.',
};

const OF_INTEGERS = { eq: 'The value equals this number.', in: 'The value is one of these numbers.', ...OF_NUMBERS };

export const IntFilter = comparison('IntFilter', Int, `Compares an integer. ${ALL}.`, OF_INTEGERS);

export const BigIntFilter = comparison('BigIntFilter', BigIntScalar, `Compares an integer. ${ALL}.`, OF_INTEGERS);

export const FloatFilter = comparison('FloatFilter', Float, `Compares a number. ${ALL}.`, OF_NUMBERS);

export const DateFilter = comparison('DateFilter', DateScalar, `Compares a date. ${ALL}.`, {
  eq: 'The date is this day.',
  gt: 'The date is after this day.',
  gte: 'The date is this day or later.',
  lt: 'The date is before this day.',
  lte: 'The date is this day or earlier.',
});

export const DateTimeFilter = comparison('DateTimeFilter', DateTimeScalar, `Compares an instant. ${ALL}.`, {
  gt: 'The instant is after this one.',
  gte: 'The instant is this one or later.',
  lt: 'The instant is before this one.',
  lte: 'The instant is this one or earlier.',
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
