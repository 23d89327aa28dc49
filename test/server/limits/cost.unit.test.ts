import { beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { getOperationAST, parse } from 'graphql';
import { PreparedDocuments } from '../../../src/server/pipeline/PreparedDocuments.ts';
import { buildApiSchema } from '../../../src/server/schema/schema.ts';
import { randomRuns } from '../../support/tier.ts';

let prepared: PreparedDocuments;
beforeAll(async () => {
  prepared = new PreparedDocuments(await buildApiSchema());
});

const sizes = fc.integer({ min: 0, max: 100 });

describe('The cost of a request', () => {
  test.each([
    ['one object: one point', '{ startup(by: { slug: "a" }) { name } }', 1],
    ['only __typename: one point', '{ __typename }', 1],
    ['a page: itself and its items', '{ startups(first: 10) { nodes { name } } }', 11],
    ['a page without a size: 20 items', '{ startups { nodes { name } } }', 21],
    ['edges: as many as nodes', '{ startups(first: 10) { edges { cursor node { name } } } }', 11],
    ['pageInfo alone: the rows of the page are read', '{ startups(first: 10) { pageInfo { hasNextPage } } }', 11],
    ['a count: no row', '{ startups(first: 100) { totalCount } }', 6],
    ['pages of pages: multiplied', '{ entities(first: 10) { nodes { services(first: 5) { nodes { name } } } } }', 71],
    [
      'a list that has few items: five',
      '{ startups(first: 10) { nodes { services(first: 50) { nodes { name } } } } }',
      71,
    ],
    [
      'a smaller page of it: its size',
      '{ startups(first: 10) { nodes { services(first: 2) { nodes { name } } } } }',
      41,
    ],
    [
      'the same field twice: once',
      '{ startups(first: 10) { nodes { name } nodes { slug } ...A } } fragment A on StartupConnection { nodes { name } }',
      11,
    ],
    ['two aliases: twice', '{ startups(first: 10) { nodes { name } more: nodes { slug } } }', 21],
    ['as many nodes as identifiers', '{ nodes(ids: ["a", "b", "c"]) { id } }', 3],
    [
      'an interface: its most expensive type',
      '{ node(id: "a") { ... on Startup { phases { name } } ... on Theme { name } } }',
      4,
    ],
    [
      'a skipped field: nothing, except for the root field',
      '{ startup(by: { slug: "a" }) { sponsors @skip(if: true) { name } } __typename @include(if: false) }',
      1,
    ],
    ['everything skipped: one point', '{ startups(first: 100) @skip(if: true) { nodes { name } } }', 1],
    [
      'thirty root fields: at least thirty points',
      `{ ${Array.from({ length: 30 }, (_, at) => `a${at}: __typename`).join(' ')} }`,
      30,
    ],
    [
      'a command: ten points more',
      'mutation { closeEntity(input: { entity: "a", version: 1 }) { entity { name } } }',
      12,
    ],
    [
      'a text search in the whole table',
      '{ startups(first: 1, filter: { text: "un mot" }) { nodes { name } } }',
      3_002,
    ],
    [
      'a text search in the rows of one object',
      '{ entity(by: { slug: "a" }) { sponsoredStartups(first: 1, filter: { text: "un mot" }) { nodes { name } } } }',
      23,
    ],
    ['a past version', '{ at(asOf: { version: 1 }) { startup(by: { slug: "a" }) { name } } }', 102],
    ['the schema: the same for any selection', '{ __schema { types { name } } }', 500],
  ])('%s', (_name, query, expected) => {
    expect(cost(query)).toBe(expected);
  });

  test('is the same for a literal, a variable and the default of a variable', () => {
    fc.assert(
      fc.property(sizes, sizes, (first, within) => {
        const query = (outer: string | number, inner: string | number) =>
          `{ entities(first: ${outer}) { nodes { services(first: ${inner}) { totalCount nodes { name } } } } }`;
        const literal = cost(query(first, within));
        expect(cost(`query ($a: Int, $b: Int!) ${query('$a', '$b')}`, { a: first, b: within })).toBe(literal);
        expect(cost(`query ($a: Int = ${first}, $b: Int = ${within}) ${query('$a', '$b')}`)).toBe(literal);
      }),
      randomRuns(20, 100),
    );
  });

  test('never decreases with a larger page, and is at least one point', () => {
    fc.assert(
      fc.property(sizes, sizes, sizes, fc.constantFrom('first', 'last'), (one, other, within, way) => {
        const [small, large] = [Math.min(one, other), Math.max(one, other)];
        const of = (size: number) =>
          cost(
            `{ entities(${way}: ${size}) { nodes { incubatedStartups(first: ${within}) { pageInfo { hasNextPage } edges { node { name } } } } } }`,
          );
        expect(of(small)).toBeGreaterThanOrEqual(1);
        expect(of(large)).toBeGreaterThanOrEqual(Number(of(small)));
      }),
      randomRuns(20, 100),
    );
  });

  test.each([
    ['first: -100', 0],
    ['first: 101', 100],
    ['last: 2147483647', 100],
    ['first: 10, last: 1000', 100],
  ])('with %s is that of %i items, because the field rejects it', (size, items) => {
    expect(cost(`{ startups(${size}) { nodes { name } } }`)).toBe(
      cost(`{ startups(first: ${items}) { nodes { name } } }`),
    );
  });

  test('is not computed when a variable does not match its type', () => {
    expect(costOfVariables({ n: 'ten' })).toBeNull();
    expect(costOfVariables({ n: 10 })).toBe(11);
  });
});

function costOfVariables(variables: Record<string, unknown>): number | null {
  return cost('query ($n: Int) { startups(first: $n) { nodes { name } } }', variables);
}

function cost(text: string, variables: Record<string, unknown> = {}): number | null {
  const document = parse(text);
  const operation = getOperationAST(document);
  if (!operation) throw new Error('several operations');
  const query = prepared.prepare('', document, operation, undefined);
  const coerced = prepared.coerce(query, variables);
  return coerced && prepared.costOf(query, coerced);
}
