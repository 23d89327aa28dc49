import 'reflect-metadata';
import { Int, ObjectType } from 'type-graphql';
import type { ArgumentOptions } from '../connections/pageArguments.ts';
import { LabeledField } from '../labels.ts';
import type { Model } from '../relations/columns.ts';

/**
 * Makes the type of a value with its count, such as `{ phase, count }`.
 * @param counted the plural noun of the counted rows, such as `startups`.
 */
export function countType(
  name: string,
  counted: string,
  value: Readonly<Record<string, ArgumentOptions & { readonly label: string }>>,
): Model {
  const [property = ''] = Object.keys(value);
  @ObjectType(name, { description: `The number of ${counted} with the same \`${property}\`.` })
  class CountOfValue {}
  for (const [field, { type, ...options }] of Object.entries(value)) {
    LabeledField(type, options)(CountOfValue.prototype, field);
  }
  const description = `The number of ${counted}, at least 1.`;
  LabeledField(() => Int, { label: 'Nombre', description })(CountOfValue.prototype, 'count');
  return CountOfValue;
}

/** The words in the descriptions of a {@link countsType}. */
interface CountsWords {
  /** The plural noun of the counted rows, such as `missions`. */
  readonly counted: string;
  /** The plural noun of the values, such as `themes`. */
  readonly values: string;
  /** The French label of `without`. */
  readonly without: string;
}

/** Makes the type of the most frequent values: `{ nodes, others, without }`. */
export function countsType(name: string, count: Model, { counted, values, without }: CountsWords): Model {
  @ObjectType(name, { description: `The most frequent ${values} of the ${counted} of a list, with their counts.` })
  class CountsOfValues {
    @LabeledField(() => [count], {
      label: 'Effectifs',
      description: `The counts of the most frequent ${values}, the greatest count first.`,
    })
    nodes!: readonly object[];

    @LabeledField(() => Int, {
      label: 'Autres',
      description: `The number of further ${values} that \`nodes\` leaves out.`,
    })
    others!: number;

    @LabeledField(() => Int, {
      label: without,
      description: `The number of ${counted} in the list that have no ${values}.`,
    })
    without!: number;
  }
  return CountsOfValues;
}

export const LabelCount = countType('LabelCount', 'items', {
  label: {
    type: () => String,
    label: 'Libellé',
    description: 'The label that the items have in common, such as a topic.',
  },
});

export const LabelCounts = countsType('LabelCounts', LabelCount, {
  counted: 'items',
  values: 'labels',
  without: 'Sans libellé',
});
