import { Field } from 'type-graphql';
import type { Filterable, FilterField } from './condition.ts';

/** Adds fields to the filter of an earlier module, which does not import the later one. */
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
