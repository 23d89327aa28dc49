import { describe, expect, test } from '@jest/globals';
import type { GraphQLInputObjectType, GraphQLSchema } from 'graphql';
import { getNamedType, isInputObjectType, isNonNullType, isObjectType } from 'graphql';
import { buildApiSchema } from '../../src/server/schema/schema.ts';

const schema: GraphQLSchema = await buildApiSchema();

/** The filters of rows, each with the type that it filters. */
const filters = Object.values(schema.getTypeMap())
  .filter(isInputObjectType)
  .filter(({ name }) => /Filter$/.test(name) && isObjectType(schema.getType(name.replace(/Filter$/, ''))))
  .map((filter) => ({ name: filter.name, filter, of: filter.name.replace(/Filter$/, '') }));

/** Filters without isNull: they have no condition on nullable fields. */
const WITHOUT_IS_NULL = ['JournalFilter', 'ImportFindingFilter'];

describe('The filters of the schema', () => {
  test.each(filters.filter(({ name }) => !WITHOUT_IS_NULL.includes(name)))(
    'isNull of $name has exactly the nullable fields',
    ({ filter, of }) => {
      const type = schema.getType(of);
      const nullable = isObjectType(type)
        ? Object.values(type.getFields())
            .filter((field) => !isNonNullType(field.type))
            .map(({ name }) => name)
        : [];
      expect(Object.keys(isNullOf(filter)?.getFields() ?? {}).sort()).toEqual(nullable.sort());
    },
  );
});

function isNullOf(filter: GraphQLInputObjectType): GraphQLInputObjectType | null {
  const type = filter.getFields().isNull?.type;
  const named = type ? getNamedType(type) : null;
  return isInputObjectType(named) ? named : null;
}
