import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readReference } from '../../src/importing/sources/readReference.ts';
import { databases } from '../support/databases.ts';
import { randomRuns } from '../support/tier.ts';
import type { TestServer } from './testServer.ts';
import { startTestServer } from './testServer.ts';

/** Any text at all: NUL, halves of surrogate pairs, operators of LIKE, quotes. */
const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({
    unit: fc.constantFrom('%', '_', '\\', "'", '"', '\0', '\ud800', '’', 'œ', 'É', ' ', '$1', '--', '{', 'a'),
  }),
);

const anyFilter = fc.letrec((tie) => ({
  filter: fc.record(
    {
      slug: fc.array(anyText, { maxLength: 3 }),
      text: anyText,
      isActive: fc.boolean(),
      phase: fc.array(fc.constantFrom('CONSTRUCTION', 'OPERATED'), { maxLength: 2 }),
      topics: fc.array(anyText, { maxLength: 2 }),
      incubators: fc.record({ some: fc.record({ slug: fc.array(anyText, { maxLength: 2 }) }) }),
      and: fc.array(tie('filter'), { maxLength: 2 }),
      or: fc.array(tie('filter'), { maxLength: 2 }),
      not: tie('filter'),
    },
    { requiredKeys: [] },
  ),
}));

const QUERIES = [
  {
    document: 'query ($any: String!) { startup(by: { slug: $any }) { name } entity(by: { slug: $any }) { name } }',
    any: anyText,
  },
  { document: 'query ($any: ID!) { node(id: $any) { id } nodes(ids: [$any, $any]) { id } }', any: anyText },
  { document: 'query ($any: String) { startups(filter: { text: $any }) { totalCount } }', any: anyText },
  { document: 'query ($any: String) { startups(after: $any) { totalCount nodes { slug } } }', any: anyText },
  { document: 'query ($any: String) { entities(last: 2, before: $any) { nodes { slug } } }', any: fc.base64String() },
  { document: 'query ($any: Date) { statistics(on: $any) { startups byPhase { count } } }', any: anyText },
  {
    document: 'query ($any: String!) { search(text: $any) { totalCount nodes { __typename } edges { excerpt } } }',
    any: anyText,
  },
  {
    document:
      'query ($any: EntityFilter) { entity(by: { slug: "sgmap" }) { descendants(filter: $any) { totalCount facets { kind { count } } } portfolio { entities } } }',
    any: fc.jsonValue(),
  },
  { document: 'query ($any: Int) { startups(first: $any) { totalCount } }', any: fc.anything() },
  { document: 'query ($any: StartupFilter) { startups(filter: $any) { totalCount } }', any: anyFilter.filter },
  { document: 'query ($any: StartupFilter) { startups(filter: $any) { totalCount } }', any: fc.jsonValue() },
];

describe.each(databases())('On $name, no input causes a server error', ({ open }) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer(open);
    await server.register.load(readReference());
  });
  afterAll(() => server.close());

  test.each(QUERIES)('$document', async ({ document, any }) => {
    await fc.assert(
      fc.asyncProperty(fc.record({ any }), async (variables) => {
        const { status, text, type } = await server.execute(document, written(variables));
        expect(status).toBeLessThan(500);
        expect(type).toMatch(/json/);
        expect(text).not.toContain('INTERNAL_SERVER_ERROR');
      }),
      randomRuns(5, 20),
    );
  });

  test('any document', async () => {
    await fc.assert(
      fc.asyncProperty(anyText, async (document) => {
        const { status, text } = await server.execute(document);
        expect(status).toBeLessThan(500);
        expect(text).not.toContain('INTERNAL_SERVER_ERROR');
      }),
      randomRuns(5, 20),
    );
  });
});

/** Excludes values that JSON cannot represent. */
function written(variables: object): Record<string, unknown> {
  try {
    return JSON.parse(JSON.stringify(variables) ?? '{}');
  } catch {
    return {};
  }
}
