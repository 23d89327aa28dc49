import { Field, InputType } from 'type-graphql';
import type { FilterField } from './condition.ts';

/**
 * A field that filters by an object that the row computes: `partField('TeamFilter', 'the team of a startup', { size: … })`.
 * @param name the name of its input type.
 * @param what the object, for descriptions.
 */
export function partField(name: string, what: string, fields: Readonly<Record<string, FilterField>>): FilterField {
  @InputType(name, {
    description: `Filters by ${what}. All given conditions must hold; a list matches any of its values.`,
  })
  class PartFilterInput {}
  for (const [field, { type, description }] of Object.entries(fields)) {
    Field(type, { nullable: true, description })(PartFilterInput.prototype, field);
  }
  const conditions = Object.entries(fields).map(([field, { condition }]) => [field, condition] as const);
  return {
    description: `Filters by ${what}.`,
    condition: { kind: 'part', conditions: new Map(conditions) },
    type: () => PartFilterInput,
  };
}
