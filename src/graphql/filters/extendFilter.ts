import { Field } from 'type-graphql';
import type { Filterable, FilterField } from './condition.ts';

/** Adds fields to a filter. A later module adds its fields to the filter of an earlier one in this way. */
export function extendFilter(
  { filterType, conditions }: Filterable,
  fields: Readonly<Record<string, FilterField | undefined>>,
): void {
  for (const [name, field] of Object.entries(fields)) {
    const path = `${filterType.name}.${name}`;
    if (!field) throw new Error(`${path}: no property declares this filter`);
    if (conditions.has(name)) throw new Error(`${path} is declared twice`);
    const { description, condition, type } = field;
    Field(type, { nullable: true, description })(filterType.prototype, name);
    conditions.set(name, condition);
  }
}
