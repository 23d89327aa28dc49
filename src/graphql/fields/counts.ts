import 'reflect-metadata';
import { Field, Int, ObjectType } from 'type-graphql';
import type { ArgumentOptions } from '../connections/pageArguments.ts';
import type { Model } from '../relations/columns.ts';

/** Makes the type of a value with its count, such as `{ phase, count }`. */
export function countType(
  name: string,
  description: string,
  value: Readonly<Record<string, ArgumentOptions>>,
  counted = 'them',
): Model {
  @ObjectType(name, { description })
  class CountOfValue {}
  for (const [property, { type, ...options }] of Object.entries(value)) {
    Field(type, options)(CountOfValue.prototype, property);
  }
  Field(() => Int, { description: `Nombre — of ${counted}; never zero.` })(CountOfValue.prototype, 'count');
  return CountOfValue;
}

/** Makes the type of the most frequent values: `{ nodes, others, without }`. */
export function countsType(
  name: string,
  count: Model,
  { description, ...fields }: Readonly<Record<'description' | 'nodes' | 'others' | 'without', string>>,
): Model {
  @ObjectType(name, { description })
  class CountsOfValues {}
  Field(() => [count], { description: fields.nodes })(CountsOfValues.prototype, 'nodes');
  Field(() => Int, { description: fields.others })(CountsOfValues.prototype, 'others');
  Field(() => Int, { description: fields.without })(CountsOfValues.prototype, 'without');
  return CountsOfValues;
}

export const LabelCount = countType('LabelCount', 'Effectif par libellé — how many are under a word.', {
  label: { type: () => String, description: 'Libellé — the word.' },
});

export const LabelCounts = countsType('LabelCounts', LabelCount, {
  description: 'Effectifs par libellé — the most frequent words, and what they leave out.',
  nodes: 'Effectifs — by word, greatest first.',
  others: 'Autres — how many other words there are.',
  without: 'Sans libellé — how many items of the list are under no word.',
});
