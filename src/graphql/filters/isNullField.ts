import { Field, InputType } from 'type-graphql';
import type { Fragment } from '../../sql/sql.ts';
import { raw, self, sql } from '../../sql/sql.ts';
import { propertiesOf, termOf } from '../properties/declarations.ts';
import type { Model } from '../relations/columns.ts';
import type { FilterField } from './condition.ts';

/** A nullable field of the graph that is no property: its French term, and its value in SQL. */
export type NullableField = readonly [term: string, value: Fragment];

/**
 * The field `isNull` of a filter: a Boolean for each field of the graph that may be null. The columns of the class come
 * first, then its references, then those given. Undefined without any.
 */
export function isNullField(model: Model, others: Readonly<Record<string, NullableField>>): FilterField | undefined {
  const fields = [...propertyFields(model), ...Object.entries(others)];
  if (fields.length === 0) return undefined;

  @InputType(`${model.name}IsNull`, {
    description: `Valeurs absentes (${model.name}) — true: those without a value; false: those with one.`,
  })
  class OfFields {}

  for (const [name, [term]] of fields) {
    const description = `${term} — true: those without any; false: those with one.`;
    Field(() => Boolean, { nullable: true, description })(OfFields.prototype, name);
  }
  const values = Object.fromEntries(fields.map(([name, [, value]]) => [name, value]));
  return {
    type: () => OfFields,
    description: 'Valeurs absentes — what they lack, or do not.',
    condition: { kind: 'nullTests', values },
  };
}

function propertyFields(model: Model): [name: string, field: NullableField][] {
  const nullable = propertiesOf(model).filter((each) => each.nullable && each.description !== undefined);
  return nullable
    .toSorted((a, b) => Number(a.kind === 'reference') - Number(b.kind === 'reference'))
    .map(({ name, description = '', column }) => [name, [termOf(description), sql`${self}.${raw(column)}`]]);
}
