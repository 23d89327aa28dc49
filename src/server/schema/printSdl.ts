import type { GraphQLNamedType } from 'graphql';
import {
  GraphQLSchema,
  isIntrospectionType,
  isSpecifiedDirective,
  isSpecifiedScalarType,
  printSchema,
  printType,
} from 'graphql';

/** Prints a schema as SDL. Types are sorted by name, because their order in the schema depends on the order of imports. */
export function printSdl(schema: GraphQLSchema): string {
  const types = Object.values(schema.getTypeMap())
    .filter((type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type))
    .toSorted((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1))
    .map(printType);
  return [printDirectives(schema), ...types].filter((text) => text !== '').join('\n\n');
}

/** Prints the directives of this API. graphql-js prints directives only as part of a schema. */
function printDirectives(schema: GraphQLSchema): string {
  const directives = schema.getDirectives().filter((directive) => !isSpecifiedDirective(directive));
  return printSchema(new GraphQLSchema({ directives }));
}

/** Sorts Query and Mutation first. */
function sortKey({ name }: GraphQLNamedType): string {
  return name === 'Query' || name === 'Mutation' ? ` ${name}` : name;
}
