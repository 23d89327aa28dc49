import { Field, InputType } from 'type-graphql';
import type { Model } from '../relations/columns.ts';

/** What is asked of the rows of a relation: all that is given must hold. */
export interface ListFilter<F> {
  some?: F;
  none?: F;
  every?: F;
}

/**
 * Makes the input type that asks of the rows of a relation, from the filter of those rows: `EntityFilter` →
 * `EntityListFilter`.
 * @param term the French trade word, in the plural, for the descriptions.
 */
export function listFilterType<F extends object>(filter: Model<F>, term: string): Model<ListFilter<F>> {
  @InputType(filter.name.replace(/Filter$/, 'ListFilter'), {
    description: `Filtre à travers une relation (${term}) — all that is given must hold.`,
  })
  class OfList implements ListFilter<F> {
    @Field(() => filter, { nullable: true, description: 'Au moins un — one of them at least fits; `{}` fits any.' })
    some?: F;

    @Field(() => filter, { nullable: true, description: 'Aucun — not one of them fits.' })
    none?: F;

    @Field(() => filter, {
      nullable: true,
      description: 'Tous — every one of them fits, which is also true when there are none.',
    })
    every?: F;
  }
  return OfList;
}
