import 'reflect-metadata';
import { ArgsType, Field, Int, registerEnumType } from 'type-graphql';
import type { Model } from '../relations/columns.ts';

/** The direction of an order. */
export const OrderDirection = { ASC: 'ASC', DESC: 'DESC' } as const;
export type OrderDirection = keyof typeof OrderDirection;

registerEnumType(OrderDirection, {
  name: 'OrderDirection',
  description: 'Sens du tri — the direction of an order. Missing values come last in both.',
  valuesConfig: {
    ASC: { description: 'Croissant — from the smallest, the first letter or the earliest day.' },
    DESC: { description: 'Décroissant — from the greatest, the last letter or the latest day.' },
  },
});

/** The arguments of a nested connection: forward only. */
@ArgsType()
export class ForwardArguments {
  @Field(() => Int, {
    nullable: true,
    description: 'Premiers — how many items from the start: 0 to 100, 20 if not said.',
  })
  first?: number | null;

  @Field(() => String, { nullable: true, description: 'Après — the cursor that the page comes after.' })
  after?: string | null;
}

/** The arguments of a connection of the root: forward and backward. */
@ArgsType()
export class BothWaysArguments extends ForwardArguments {
  @Field(() => Int, { nullable: true, description: 'Derniers — how many items from the end: 0 to 100.' })
  last?: number | null;

  @Field(() => String, { nullable: true, description: 'Avant — the cursor that the page comes before.' })
  before?: string | null;
}

/** The arguments of a facet of which there may be many values. */
@ArgsType()
export class FacetArguments {
  @Field(() => Int, {
    nullable: true,
    description: 'Premiers — how many values, the most frequent first: 0 to 100, 20 if not said.',
  })
  first?: number | null;
}

/** An argument of a field. */
export interface ArgumentOptions {
  readonly type: () => object;
  readonly description: string;
  readonly nullable?: boolean;
}

/** Makes the class of the arguments of a field. */
export function argumentsOf(declared: Readonly<Record<string, ArgumentOptions>>, base: Model = NoArguments): Model {
  @ArgsType()
  class ArgumentsOfField extends base {}
  for (const [name, { type, ...options }] of Object.entries(declared)) {
    Field(type, options)(ArgumentsOfField.prototype, name);
  }
  return ArgumentsOfField;
}

@ArgsType()
class NoArguments {}
