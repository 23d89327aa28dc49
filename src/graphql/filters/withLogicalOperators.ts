import { Field } from 'type-graphql';
import type { Model } from '../relations/columns.ts';

/** A filter wears it to nest: it gives it `and`, `or` and `not`. */
export function Combined(filter: Model): void {
  const fields = {
    and: { type: () => [filter], description: 'Et — all of these hold.' },
    or: { type: () => [filter], description: 'Ou — one of these holds.' },
    not: { type: () => filter, description: 'Sauf — this does not hold.' },
  };
  for (const [name, { type, description }] of Object.entries(fields)) {
    Field(type, { nullable: true, description })(filter.prototype, name);
  }
}
