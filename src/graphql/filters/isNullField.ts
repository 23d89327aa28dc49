import { Field, InputType } from 'type-graphql';
import { raw, self, sql } from '../../sql/sql.ts';
import { propertiesOf } from '../properties/declarations.ts';
import type { Model } from '../relations/columns.ts';
import type { FilterField } from './condition.ts';
import type { FilteredValue } from './joinedValue.ts';

/**
 * The field `isNull` of a filter: a Boolean for each nullable GraphQL field. The columns of the class come first, then its
 * references, then the other fields. Undefined if no field is nullable.
 * @param others the value of each nullable field that is not a property.
 */
export function isNullField(model: Model, others: Readonly<Record<string, FilteredValue>>): FilterField | undefined {
  const fields = [...propertyFields(model), ...Object.entries(others)];
  if (fields.length === 0) return undefined;

  @InputType(`${model.name}IsNull`, {
    description: `Filters by missing values of \`${model.name}\`. All given conditions must hold.`,
  })
  class IsNullInput {}

  for (const [name] of fields) {
    const description = `\`true\` selects the items whose \`${name}\` is null; \`false\` selects the others.`;
    Field(() => Boolean, { nullable: true, description })(IsNullInput.prototype, name);
  }
  return {
    type: () => IsNullInput,
    description: 'Selects items by whether their values are null.',
    condition: { kind: 'nullTests', values: Object.fromEntries(fields) },
  };
}

function propertyFields(model: Model): [name: string, value: FilteredValue][] {
  const nullable = propertiesOf(model).filter((each) => each.nullable && each.description !== undefined);
  return nullable
    .toSorted((a, b) => Number(a.kind === 'reference') - Number(b.kind === 'reference'))
    .map(({ name, column }) => [name, sql`${self}.${raw(column)}`]);
}
