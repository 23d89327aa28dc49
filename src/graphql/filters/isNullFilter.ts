import { Field, getMetadataStorage, InputType } from 'type-graphql';
import { raw, self, sql } from '../../sql/sql.ts';
import type { Model } from '../relations/columns.ts';
import { columnsOf } from '../relations/columns.ts';
import type { NullTests } from './condition.ts';
import type { NullableField } from './isNullField.ts';

/** What is asked of the fields that may be null: true for those without a value, false for those with one. */
export type IsNull = Readonly<Record<string, boolean | undefined>>;

/**
 * Makes what `isNull` of a filter takes and means: one Boolean for each field of the class that may be null. Columns
 * are found by themselves; what is worked out, or leads to another row, is told.
 */
export function emptinessType(
  model: Model,
  others: Readonly<Record<string, NullableField>> = {},
): { type: Model<IsNull>; condition: NullTests } {
  const fields = [...columnFields(model), ...Object.entries(others)];

  @InputType(`${model.name}IsNull`, {
    description: `Valeurs absentes (${model.name}) — true: those without a value; false: those with one.`,
  })
  class OfFields {
    readonly [field: string]: boolean | undefined;
  }
  for (const [name, [term]] of fields) {
    const description = `${term} — true: those without any; false: those with one.`;
    Field(() => Boolean, { nullable: true, description })(OfFields.prototype, name);
  }
  return {
    type: OfFields,
    condition: { kind: 'nullTests', values: Object.fromEntries(fields.map(([name, [, value]]) => [name, value])) },
  };
}

function columnFields(model: Model): [name: string, field: NullableField][] {
  return columnsOf(model)
    .filter(({ nullable }) => nullable)
    .flatMap(({ property, name }): [string, NullableField][] => {
      const shown = getMetadataStorage().fields.find((each) => each.target === model && each.name === property);
      const term = shown?.description?.split(' — ')[0];
      return term === undefined ? [] : [[property, [term, sql`${self}.${raw(name)}`]]];
    });
}
