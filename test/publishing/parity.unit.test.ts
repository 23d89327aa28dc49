import 'reflect-metadata';
import { expect, it } from '@jest/globals';
import { type GraphQLField, type GraphQLObjectType, isIntrospectionType, isObjectType } from 'graphql';
import { z } from 'zod';
import { CATALOGUE } from '../../src/publishing/catalogue.ts';
import { buildApiSchema } from '../../src/server/schema/schema.ts';

const schema = await buildApiSchema();
const columns = CATALOGUE.flatMap(({ tables }) =>
  tables.flatMap(({ name: table, columns }) => columns.map(({ name, field }) => ({ name: `${table}.${name}`, field }))),
);
const columnNames = new Set(columns.map(({ name }) => name));
const exportedFields = new Set(columns.map(({ field }) => field));

const Place = z.union([
  z.strictObject({ not: z.string().regex(/^[A-Z`].*\.$/) }),
  z.string().transform((column) => [column]),
  z.array(z.string()).min(1),
]);

/** The fields of all types but the roots, whose fields lead to the other types. */
const fields = Object.values(schema.getTypeMap())
  .filter((type) => isObjectType(type) && !isIntrospectionType(type))
  .filter((type) => type !== schema.getQueryType() && type !== schema.getMutationType())
  .flatMap((type) => (isObjectType(type) ? Object.values(type.getFields()).map((field) => describe(type, field)) : []));

function describe(type: GraphQLObjectType, field: GraphQLField<unknown, unknown>) {
  const declared = field.extensions.openData ?? type.extensions.openData;
  return { name: `${type.name}.${field.name}`, place: declared === undefined ? null : Place.parse(declared) };
}

it('each public field is in a table, or declares why it is not', () => {
  const missing = fields.filter(({ name, place }) => place === null && !exportedFields.has(name));
  expect(missing.map(({ name }) => name)).toEqual([]);
});

it('the columns that fields declare exist', () => {
  const unknown = fields.flatMap(({ name, place }) =>
    Array.isArray(place)
      ? place.filter((column) => !columnNames.has(column)).map((column) => `${name}: ${column}`)
      : [],
  );
  expect(unknown).toEqual([]);
});

it('no field of an exported column has a reason for not being exported', () => {
  const both = fields.filter(({ name, place }) => place !== null && !Array.isArray(place) && exportedFields.has(name));
  expect(both.map(({ name }) => name)).toEqual([]);
});
