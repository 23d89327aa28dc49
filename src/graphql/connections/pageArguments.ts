import 'reflect-metadata';
import { ArgsType, Field, Int, registerEnumType } from 'type-graphql';
import type { Model } from '../relations/columns.ts';
import { DEFAULT_PAGE_SIZE } from '../relations/pageSize.ts';
import type { SliceArguments } from './slice.ts';

/** The direction of an order. */
export const OrderDirection = { ASC: 'ASC', DESC: 'DESC' } as const;
export type OrderDirection = keyof typeof OrderDirection;

registerEnumType(OrderDirection, {
  name: 'OrderDirection',
  description: 'The direction of an order. Null values come last in both directions.',
  valuesConfig: {
    ASC: { description: 'Ascending: from the smallest number, the first letter or the earliest date.' },
    DESC: { description: 'Descending: from the greatest number, the last letter or the latest date.' },
  },
});

/** The arguments of a connection: forward from the start of the list, or backward from its end. */
@ArgsType()
export class PagingArguments implements SliceArguments {
  @Field(() => Int, {
    nullable: true,
    description:
      'The number of items from the start of the list, from 0 to 100. Default: 20. Fails with `PAGE_SIZE_OUT_OF_RANGE` for another number.',
  })
  first?: number | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Selects the items after this cursor. Fails with `CURSOR_INVALID` for a cursor of another list, order or snapshot.',
  })
  after?: string | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'The number of items from the end of the list, from 0 to 100. Fails with `PAGE_DIRECTION_AMBIGUOUS` together with `first`, and with `PAGE_SIZE_OUT_OF_RANGE` for another number.',
  })
  last?: number | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Selects the items before this cursor. Fails with `CURSOR_INVALID` for a cursor of another list, order or snapshot.',
  })
  before?: string | null;
}

/** The argument of a list of `Query` for numbered pages. */
export const OFFSET: Readonly<Record<'offset', ArgumentOptions>> = {
  offset: {
    type: () => Int,
    nullable: true,
    defaultValue: 0,
    description:
      'The number of items to skip, from 0 to 100,000: from the start of the list or from `after`, or with `last` from the end or from `before`. For numbered pages; `after` is faster on a long list. Fails with `PAGE_OFFSET_OUT_OF_RANGE` for another number.',
  },
};

/** The argument of a facet that may have many values. */
@ArgsType()
export class FacetArguments {
  @Field(() => Int, {
    nullable: true,
    defaultValue: DEFAULT_PAGE_SIZE,
    description: 'The number of values, the most frequent first, from 0 to 100.',
  })
  first?: number | null;
}

/** An argument of a field. */
export interface ArgumentOptions {
  readonly type: () => object;
  readonly description: string;
  readonly nullable?: boolean;
  /** The value without the argument, in the schema. An argument that is null has it too. */
  readonly defaultValue?: boolean | number;
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
