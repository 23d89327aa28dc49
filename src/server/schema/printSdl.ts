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
export function printSdl(schema: GraphQLSchema): string {
  const types = Object.values(schema.getTypeMap())
    .filter((type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type))
    .toSorted((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1))
    .map(printType);
  return [printDirectives(schema), ...types].filter((text) => text !== '').join('\n\n');
}

/** Our own directives. graphql-js prints a directive only as part of a schema. */
function printDirectives(schema: GraphQLSchema): string {
  const directives = schema.getDirectives().filter((directive) => !isSpecifiedDirective(directive));
  return printSchema(new GraphQLSchema({ directives }));
}

/** Roots first. */
function sortKey({ name }: GraphQLNamedType): string {
  return name === 'Query' || name === 'Mutation' ? ` ${name}` : name;
}
