import 'reflect-metadata';
import { Int, ObjectType } from 'type-graphql';
import type { ArgumentOptions } from '../connections/pageArguments.ts';
import { LabeledField } from '../labels.ts';
import { COUNTS, NotInOpenData } from '../openData.ts';
import type { Model } from '../relations/columns.ts';

type CountedField = ArgumentOptions & { readonly label: string };

/**
 * Makes the type of a value with its count, such as `{ value, label, count }`.
 * @param what the counted rows and the value, such as `startups with the same phase`.
 * @param fields the field of the value, then the others.
 */
export function countType(name: string, what: string, fields: Readonly<Record<string, CountedField>>): Model {
  @NotInOpenData(COUNTS)
  @ObjectType(name, { description: `The number of ${what}.` })
  class CountOfValue {}
  for (const [field, { type, ...options }] of Object.entries(fields)) {
    LabeledField(type, options)(CountOfValue.prototype, field);
  }
  const description = `The number of ${what}. At least 0.`;
  LabeledField(() => Int, { label: 'Nombre', description })(CountOfValue.prototype, 'count');
  return CountOfValue;
}

/** The field `label` of a {@link countType}, whose values have French labels. @param nullable when the label is null, for the description. */
export function labelField(nullable?: string): Readonly<Record<'label', CountedField>> {
  const description = `The label of \`value\` in French.${nullable === undefined ? '' : ` Null ${nullable}.`}`;
  return { label: { type: () => String, nullable: nullable !== undefined, label: 'Libellé', description } };
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
  @NotInOpenData(COUNTS)
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
      description: `The number of ${counted} in the list without ${values}.`,
    })
    without!: number;
  }
  return CountsOfValues;
}

export const BooleanCount = countType('BooleanCount', 'items that meet a condition, or do not meet it', {
  value: {
    type: () => Boolean,
    nullable: true,
    label: 'Valeur',
    description: 'Whether the condition holds for these items. Null counts the items to which it does not apply.',
  },
});

const TextCount = countType('TextCount', 'items with the same value', {
  value: {
    type: () => String,
    label: 'Valeur',
    description: 'The value that the items have in common, such as a topic, in the words of the source.',
  },
});

export const TextCounts = countsType('TextCounts', TextCount, {
  counted: 'items',
  values: 'values',
  without: 'Sans valeur',
});
