import type { GraphQLNamedType, GraphQLSchema } from 'graphql';
import { isIntrospectionType, isSpecifiedScalarType, printType } from 'graphql';

/**
 * The SDL of the schema, the same wherever it is shown. Types are in the order of their names: that of the schema
 * itself depends on which module was loaded first.
 */
export function sdlOf(schema: GraphQLSchema): string {
  return Object.values(schema.getTypeMap())
    .filter((type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type))
    .toSorted((a, b) => (sortingName(a) < sortingName(b) ? -1 : 1))
    .map(printType)
    .join('\n\n');
}

/** Roots first. */
function sortingName({ name }: GraphQLNamedType): string {
  return name === 'Query' || name === 'Mutation' ? ` ${name}` : name;
}
