import type { GraphQLNamedType } from 'graphql';
import {
  GraphQLSchema,
  isIntrospectionType,
  isSpecifiedDirective,
  isSpecifiedScalarType,
  printSchema,
  printType,
} from 'graphql';

/** The SDL of the schema. Types are sorted by name: their order in the schema depends on the order of imports. */
export function sdlOf(schema: GraphQLSchema): string {
  const types = Object.values(schema.getTypeMap())
    .filter((type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type))
    .toSorted((a, b) => (sortingName(a) < sortingName(b) ? -1 : 1))
    .map(printType);
  return [directivesOf(schema), ...types].filter((text) => text !== '').join('\n\n');
}

/** Our own directives. graphql-js prints a directive only as part of a schema. */
function directivesOf(schema: GraphQLSchema): string {
  const directives = schema.getDirectives().filter((directive) => !isSpecifiedDirective(directive));
  return printSchema(new GraphQLSchema({ directives }));
}

/** Roots first. */
function sortingName({ name }: GraphQLNamedType): string {
  return name === 'Query' || name === 'Mutation' ? ` ${name}` : name;
}
