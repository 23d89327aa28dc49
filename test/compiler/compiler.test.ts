import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { GraphQLInputObjectType, GraphQLSchema } from 'graphql';
import { getNamedType, isEnumType, isInputObjectType, isLeafType, isListType, parse, validate } from 'graphql';
import { buildApiSchema } from '../../src/server/schema/schema.ts';
import { fill } from '../operations/fixture.ts';
import { operations } from '../operations/recordedOperations.ts';
import { databases } from '../support/databases.ts';
import { randomDocument } from '../support/randomDocument.ts';
import type { TestRegister } from '../support/register.ts';
import { openRegister } from '../support/register.ts';
import { randomRuns } from '../support/tier.ts';
import { withNulls } from '../support/withNulls.ts';
import { executeBothWays, resolverRootFields } from './executeBothWays.ts';

test('only these recorded operations need resolvers', () => {
  const withResolvers = operations.filter(
    ({ document, variables }) => resolverRootFields(document, variables).length > 0,
  );
  expect(withResolvers.map(({ name }) => name)).toEqual([
    'at',
    'changes',
    'dataset',
    'datasets',
    'enum-labels',
    'journal-entry',
    'journal-filtered',
    'journal',
    'lookups',
    'node',
    'nodes-of-snapshots',
    'nodes',
    'publications',
    'record-changes',
    'releases',
    'search-after',
    'search',
    'startup-incubation',
    'startup',
    'startups-overdue',
    'statistics-series',
    'suggest',
    'unknown',
  ]);
});

describe.each(databases())('The compiler and the resolvers ($name)', ({ open }) => {
  let register: TestRegister;
  beforeAll(async () => {
    register = await openRegister(open);
    await fill(register, 20);
  }, 180_000);
  afterAll(() => register.close());

  test.each(operations)('return the same bytes for the recorded operation $name', async ({ document, variables }) => {
    const { compiled, resolved } = await executeBothWays(register, parse(document), variables);
    expect(compiled.data).toEqual(resolved.data);
    expect(compiled.text).toBe(resolved.text);
    expect(compiled.errors).toEqual(resolved.errors);
  });

  test('return the same bytes for random documents', async () => {
    const schema = await buildApiSchema();
    const documents = randomDocument(schema, { depth: 5, values: VALUES });
    await fc.assert(
      fc.asyncProperty(documents, async ({ document, variables }) => {
        fc.pre(validate(schema, parse(document)).length === 0);
        const { compiled, resolved } = await executeBothWays(register, parse(document), variables);
        expect(compiled.text).toBe(resolved.text);
        expect(compiled.errors).toEqual(resolved.errors);
      }),
      randomRuns(60, 300),
    );
  }, 900_000);

  test.each(['startups', 'entities', 'services', 'missions'])(
    'select the %s whose field has the value of the filter of the same name',
    async (list) => {
      const schema = await buildApiSchema();
      const valued = valuedFilters(schema, list);
      const read = async (fields: string) => {
        const { compiled, resolved } = await executeBothWays(register, parse(`{ ${fields} }`), {});
        expect(compiled.errors).toEqual([]);
        expect(compiled.text).toBe(resolved.text);
        const pages: Record<string, { nodes: Record<string, unknown>[] }> = Object(compiled.data);
        return pages;
      };
      const rows = (await read(`${list}(first: 100) { nodes { id ${valued.join(' ')} } }`))[list]?.nodes ?? [];
      for (const name of valued) {
        const values = [...new Set(rows.flatMap((row) => row[name]))].filter((value) => value !== null);
        expect(values).not.toEqual([]);
        const queried = values.map(
          (value, at) =>
            `v${at}: ${list}(first: 100, filter: { ${name}: ${literalOf(schema, list, name, value)} }) { nodes { id } }`,
        );
        const found = await read(queried.join(' '));
        values.forEach((value, at) => {
          const expected = rows.filter((row) => [row[name]].flat().includes(value)).map(({ id }) => id);
          expect({ name, value, ids: found[`v${at}`]?.nodes.map(({ id }) => id) }).toEqual({
            name,
            value,
            ids: expected,
          });
        });
      }
    },
  );

  test('take an explicit null for a value that is not given', async () => {
    const schema = await buildApiSchema();
    const documents = randomDocument(schema, { depth: 4, values: VALUES });
    await fc.assert(
      fc.asyncProperty(documents, async (given) => {
        fc.pre(validate(schema, parse(given.document)).length === 0);
        const nulls = withNulls(schema, given);
        expect(validate(schema, parse(nulls.document))).toEqual([]);
        const expected = await executeBothWays(register, parse(given.document), given.variables);
        const { compiled, resolved } = await executeBothWays(register, parse(nulls.document), nulls.variables);
        expect(compiled.text).toBe(expected.compiled.text);
        expect(resolved.text).toBe(expected.resolved.text);
        expect(compiled.errors).toEqual(expected.compiled.errors);
        expect(resolved.errors).toEqual(expected.resolved.errors);
      }),
      randomRuns(40, 600),
    );
  }, 900_000);
});

/** The filter fields of a list that take a value of a field of its items. */
function valuedFilters(schema: GraphQLSchema, list: string): string[] {
  return Object.values(filterOf(schema, list).getFields())
    .filter(({ name, type }) => (name !== 'text' && isLeafType(type)) || isListType(type))
    .filter(({ type }) => isLeafType(getNamedType(type)))
    .map(({ name }) => name);
}

function literalOf(schema: GraphQLSchema, list: string, name: string, value: unknown): string {
  const type = filterOf(schema, list).getFields()[name]?.type;
  return isEnumType(getNamedType(type)) ? String(value) : JSON.stringify(value);
}

function filterOf(schema: GraphQLSchema, list: string): GraphQLInputObjectType {
  const argument = schema
    .getQueryType()
    ?.getFields()
    [list]?.args.find(({ name }) => name === 'filter');
  const type = argument?.type;
  if (!isInputObjectType(type)) throw new Error(`${list} has no filter`);
  return type;
}

const VALUES = {
  slug: ['startup-1', 'startup-7', 'entity-1', 'entity-3', 'unknown'],
  id: ['startup_1', 'entity_2', 'service_1', 'nothing'],
  scheme: ['rna', 'siren'],
  value: ['1100001', 'unknown'],
  ids: ['startup_1', 'entity_2'],
  first: [0, 1, 3, 100, 101],
  last: [1, 2, 50],
  offset: [0, 1, 7, 100_001],
  depth: [0, 1, 2],
  text: ['aide', 'é', '%'],
  String: ['etalab', '', 'entity-1'],
  Int: [0, 1, 5],
  Boolean: [true, false],
  Date: ['2017-01-01', '2026-08-20'],
  Float: [0.5],
};
