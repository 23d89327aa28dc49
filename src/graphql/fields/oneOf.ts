import { type GraphQLSchema, isInputObjectType } from 'graphql';
import { Field, InputType } from 'type-graphql';
import type { ArgumentOptions } from '../connections/pageArguments.ts';
import type { Model } from '../relations/columns.ts';

/** Makes an input type with `@oneOf`: exactly one of its fields must be given, and it must not be null. */
export function oneOf(name: string, description: string, fields: Readonly<Record<string, ArgumentOptions>>): Model {
  @InputType(name, { description })
  class OneOfInput {}
  for (const [field, { type, description: meaning }] of Object.entries(fields)) {
    Field(type, { nullable: true, description: meaning })(OneOfInput.prototype, field);
  }
  names.add(name);
  return OneOfInput;
}

/** Marks the input types of {@link oneOf} in a schema, because TypeGraphQL can't declare `@oneOf`. */
export function markOneOf(schema: GraphQLSchema): void {
  for (const name of names) {
    const type = schema.getType(name);
    if (isInputObjectType(type)) type.isOneOf = true;
  }
}

const names = new Set<string>();
