import { Field } from 'type-graphql';
import type { Model } from '../relations/columns.ts';
import type { Condition, Filterable } from './condition.ts';

/** A field that a room adds to a filter of a room before it. */
export interface FurtherField {
  /** The input type of its value. */
  readonly type: () => object;
  readonly description: string;
  readonly condition: Condition;
}

/**
 * Adds fields to a filter whose own room does not know of them, each with what it means: children know their parents,
 * and parents never know their children.
 */
export function furtherFields<T extends object, F extends object>(
  rows: Filterable<T, F>,
  filter: Model<F>,
  fields: Readonly<Record<string, FurtherField>>,
): void {
  for (const [name, { type, description, condition }] of Object.entries(fields)) {
    if (name in rows.conditions || rows.further.has(name)) throw new Error(`${filter.name}.${name} is there already`);
    Field(type, { nullable: true, description })(filter.prototype, name);
    rows.further.set(name, condition);
  }
}
