import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parse, validate } from 'graphql';
import { buildApiSchema } from '../../src/server/schema/schema.ts';
import { fill } from '../operations/fixture.ts';
import { operations } from '../operations/recordedOperations.ts';
import { databases } from '../support/databases.ts';
import { randomDocument } from '../support/randomDocument.ts';
import type { TestRegister } from '../support/register.ts';
import { openRegister } from '../support/register.ts';
import { randomRuns } from '../support/tier.ts';
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
      randomRuns(60, 1_000),
    );
  }, 900_000);
});

const VALUES = {
  slug: ['startup-1', 'startup-7', 'entity-1', 'entity-3', 'unknown'],
  id: ['startup_1', 'entity_2', 'service_1', 'nothing'],
  ids: ['startup_1', 'entity_2'],
  first: [0, 1, 3, 100, 101],
  last: [1, 2, 50],
  depth: [0, 1, 2],
  text: ['aide', 'é', '%'],
  String: ['etalab', '', 'entity-1'],
  Int: [0, 1, 5],
  Boolean: [true, false],
  Date: ['2017-01-01', '2026-08-20'],
  Float: [0.5],
};
