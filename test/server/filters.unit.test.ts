import { describe, expect, test } from '@jest/globals';
import type { GraphQLFieldMap, GraphQLInputObjectType, GraphQLOutputType, GraphQLSchema } from 'graphql';
import { getNamedType, getNullableType, isInputObjectType, isListType, isNonNullType, isObjectType } from 'graphql';
import { buildApiSchema } from '../../src/server/schema/schema.ts';

const schema: GraphQLSchema = await buildApiSchema();

/** The filters of rows, each with the type that it filters. */
const filters = Object.values(schema.getTypeMap())
  .filter(isInputObjectType)
  .filter(({ name }) => /Filter$/.test(name) && isObjectType(schema.getType(name.replace(/Filter$/, ''))))
  .map((filter) => ({ name: filter.name, filter, of: filter.name.replace(/Filter$/, '') }));

/** Labels that the program adds to a code: the database has no condition on them. */
const LABELS = ['Entity.ministryDomainLabel'];

/** Filters without isNull: they have no condition on nullable fields. */
const WITHOUT_IS_NULL = ['JournalEntryFilter', 'ImportFindingFilter', 'TeamFilter'];

/** The filter fields that read no field of the same name. */
const COMBINING = ['text', 'isNull', 'and', 'or', 'not'];
const WITHOUT_FIELD = ['TeamFilter.trade', 'TeamFilter.employment'];

const facets = Object.values(schema.getTypeMap())
  .filter(isObjectType)
  .filter(({ name }) => /Facets$/.test(name))
  .map((type) => ({ of: type.name.replace(/Facets$/, ''), names: Object.keys(type.getFields()) }));

describe('The filters of the schema', () => {
  test.each(filters.filter(({ name }) => !WITHOUT_IS_NULL.includes(name)))(
    'isNull of $name has exactly the nullable fields',
    ({ filter, of }) => {
      const type = schema.getType(of);
      const nullable = isObjectType(type)
        ? Object.values(type.getFields())
            .filter((field) => !isNonNullType(field.type) && !LABELS.includes(`${of}.${field.name}`))
            .map(({ name }) => name)
        : [];
      expect(Object.keys(isNullOf(filter)?.getFields() ?? {}).sort()).toEqual(nullable.sort());
    },
  );

  test.each(filters)(
    'each field of $name has the name and the meaning of a field of its type',
    ({ name, filter, of }) => {
      const fields = outputFields(of);
      const different = Object.values(filter.getFields())
        .filter((each) => !COMBINING.includes(each.name) && !WITHOUT_FIELD.includes(`${name}.${each.name}`))
        .filter((each) => !filterTypesFor(fields[each.name]?.type).includes(String(each.type)))
        .map((each) => `${each.name}: ${each.type} (the field: ${fields[each.name]?.type})`);
      expect(different).toEqual([]);
    },
  );

  test.each(facets)('each facet of $of has the name of a filter and of a field', ({ of, names }) => {
    const filter = schema.getType(`${of}Filter`);
    const filtered = isInputObjectType(filter) ? Object.keys(filter.getFields()) : [];
    expect(names.filter((name) => !filtered.includes(name) || !(name in outputFields(of)))).toEqual([]);
  });
});

function outputFields(name: string): GraphQLFieldMap<unknown, unknown> {
  const type = schema.getType(name);
  return isObjectType(type) ? type.getFields() : {};
}

/** The types that a filter field may have for the type of its field. */
function filterTypesFor(type: GraphQLOutputType | undefined): string[] {
  if (!type) return [];
  const { name } = getNamedType(type);
  const isList = isListType(getNullableType(type)) || name.endsWith('Connection');
  if (isObjectType(getNamedType(type)))
    return [`${name.replace(/Connection$/, '')}${isList ? 'ListFilter' : 'Filter'}`];
  return name === 'Boolean' ? [name] : [`[${name}!]`, `${name}Filter`];
}

function isNullOf(filter: GraphQLInputObjectType): GraphQLInputObjectType | null {
  const type = filter.getFields().isNull?.type;
  const named = type ? getNamedType(type) : null;
  return isInputObjectType(named) ? named : null;
}
