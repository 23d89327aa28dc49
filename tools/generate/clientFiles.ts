import { getIntrospectedSchema, minifyIntrospectionQuery } from '@urql/introspection';
import type { GraphQLObjectType, GraphQLSchema } from 'graphql';
import {
  getNamedType,
  getNullableType,
  isAbstractType,
  isCompositeType,
  isIntrospectionType,
  isListType,
  isObjectType,
  isScalarType,
  isSpecifiedScalarType,
  lexicographicSortSchema,
} from 'graphql';
import { Node } from '../../src/graphql/Node.ts';

/**
 * The files with which client caches know the types of the schema, and code generators its scalars. Objects without a global id
 * belong to the object that has them: caches store them in it.
 */
export function clientFiles(schema: GraphQLSchema): Record<string, string> {
  const types = Object.values(schema.getTypeMap()).filter((type) => !isIntrospectionType(type));
  const roots = [schema.getQueryType(), schema.getMutationType()];
  const objects = types.filter(isObjectType).filter((type) => !roots.includes(type));
  const embedded = objects.filter((type) => !type.getInterfaces().some(({ name }) => name === Node.name));
  const files = {
    possibleTypes: entries(types.filter(isAbstractType), (type) =>
      schema
        .getPossibleTypes(type)
        .map(({ name }) => name)
        .sort(),
    ),
    apolloTypePolicies: entries([...objects, ...roots.filter((type) => type != null)], (type) =>
      typePolicy(type, embedded.includes(type)),
    ),
    graphcache: {
      types: objects.map(({ name }) => name).sort(),
      schema: minifyIntrospectionQuery(getIntrospectedSchema(lexicographicSortSchema(schema))),
    },
    scalars: entries(
      types.filter(isScalarType).filter((type) => !isSpecifiedScalarType(type)),
      ({ name, extensions }) => {
        if (typeof extensions.codegenScalarType === 'string') return extensions.codegenScalarType;
        throw new Error(`the scalar ${name} has no codegenScalarType`);
      },
    ),
  };
  return Object.fromEntries(
    Object.entries(files).map(([name, file]) => [
      `schema/clients/${name}.json`,
      `${JSON.stringify(file, null, name === 'graphcache' ? 0 : 2)}\n`,
    ]),
  );
}

/** A list replaces the list of an earlier response. Two responses for an embedded object complete each other. */
function typePolicy(type: GraphQLObjectType, isEmbedded: boolean): object | undefined {
  const lists = Object.values(type.getFields()).filter(
    (field) => isListType(getNullableType(field.type)) && isCompositeType(getNamedType(field.type)),
  );
  const fields = lists.length === 0 ? {} : { fields: entries(lists, () => ({ merge: false })) };
  if (!isEmbedded) return lists.length === 0 ? undefined : fields;
  return { keyFields: false, merge: true, ...fields };
}

/** An object with a value for each named item, in the order of the names. Without the undefined ones. */
function entries<T extends { readonly name: string }>(items: readonly T[], compute: (item: T) => unknown): object {
  const sorted = items.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  return Object.fromEntries(
    sorted.map((item) => [item.name, compute(item)]).filter(([, value]) => value !== undefined),
  );
}
