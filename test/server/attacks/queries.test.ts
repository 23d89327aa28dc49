import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readReference } from '../../../src/importing/sources/readReference.ts';
import { databases } from '../../support/databases.ts';
import type { TestServer } from '../testServer.ts';
import { startTestServer } from '../testServer.ts';
import { expectHarmless } from './expectHarmless.ts';

const many = (count: number, of: (at: number) => string) => Array.from({ length: count }, (_, at) => of(at)).join(' ');
const SIZES = [
  -1,
  101,
  99_999_999,
  1_000_000_000,
  2_147_483_647,
  2_147_483_648,
  -2_147_483_649,
  1.5,
  '10',
  true,
  [1, 2],
  {},
];
const PAGES = [
  'entities(first: $n) { totalCount }',
  'startups(first: $n) { nodes { slug } }',
  'search(text: "a", first: $n) { totalCount }',
  'changes(first: $n) { totalCount }',
  'entity(by: { slug: "dinsic" }) { children(first: $n) { totalCount } }',
  'startups { facets { incubators(first: $n) { __typename } } }',
];
const INSTANTS = [
  '2016-12-31T23:59:60Z',
  '2024-01-01T24:00:00Z',
  '2024-01-01T00:00:00+24:00',
  '2024-01-01T00:00:00',
  '2024-01-01 00:00:00Z',
  '0000-01-01T00:00:00Z',
  '0001-01-01T00:00:00+14:00',
  '9999-12-31T23:59:59-12:00',
  '-000001-01-01T00:00:00Z',
  '+275760-09-14T00:00:00Z',
  'infinity',
  'now',
  '',
  '2024-01-01T00:00:00Z\0',
  0,
  1e300,
  null,
  {},
  ['2024-01-01T00:00:00Z'],
];
const TEXTS = [
  '%a'.repeat(100),
  'a & b | !c <-> d:*',
  ':*',
  "''''",
  'a:b:c',
  '((((',
  '\\',
  '$$',
  '\u0301'.repeat(150),
  'İßǄ',
  '🙂'.repeat(90),
  'ﷺ'.repeat(11),
  '\u202e\ufeff',
  '\x1b[31m\r\n',
  'a '.repeat(12),
  'a '.repeat(100),
  'x'.repeat(201),
  'servicce '.repeat(12),
  '\0',
  '\ud800',
];
const far = (levels: number): object => (levels === 0 ? { slug: ['a'] } : { descendants: { some: far(levels - 1) } });

const QUERIES: [name: string, query: string, variables?: Record<string, unknown>, code?: string][] = [
  [
    'at within at',
    '{ at(asOf: { version: 1 }) { at(asOf: { version: 1 }) { startups { totalCount } } } }',
    {},
    'GRAPHQL_VALIDATION_FAILED',
  ],
  [
    'at twenty times',
    `{ ${many(20, (at) => `a${at}: at(asOf: { version: 1 }) { startups(first: 1) { totalCount } }`)} }`,
  ],
  [
    'statistics at twenty versions',
    `{ ${many(20, (at) => `a${at}: at(asOf: { version: 1 }) { statistics { startups byIncubator { count } } }`)} }`,
  ],
  [
    'all statistics at twenty versions',
    `{ ${many(20, (at) => `a${at}: at(asOf: { version: 1 }) { statistics { startups activeStartups completeTeams overdueStartups byPhase { count } byIncubator { count } } }`)} }`,
    {},
    'COST_LIMIT',
  ],
  [
    'thirty searches for unknown words',
    `{ ${many(30, (at) => `s${at}: search(text: "${many(12, (of) => `servicce${of}x${at}`)}") { totalCount }`)} }`,
    {},
    'COST_LIMIT',
  ],
  ['a search for twelve unknown words', `{ search(text: "${many(12, (of) => `servicce${of}`)}") { totalCount } }`],
  [
    'a filter through three relations',
    'query ($f: EntityFilter) { entities(filter: $f) { totalCount } }',
    { f: far(3) },
  ],
  [
    'a filter through four relations',
    'query ($f: EntityFilter) { entities(filter: $f) { totalCount } }',
    { f: far(4) },
    'FILTER_TOO_FAR',
  ],
  [
    'facets of nested pages',
    '{ entities(first: 50) { nodes { children(first: 50) { nodes { sponsoredStartups(first: 50) { facets { phase { count } } nodes { slug } } } } } } }',
    {},
    'COST_LIMIT',
  ],
  [
    'facets of a page',
    '{ entities(first: 20) { nodes { sponsoredStartups(first: 5) { facets { phase { count } } nodes { slug } } } } }',
  ],
  [
    'everything skipped',
    'query ($x: Boolean = true) { startups @skip(if: $x) { totalCount } __typename @include(if: false) }',
  ],
  [
    'one field 900 times within fragments',
    `{ ${many(100, () => `... on Query { ${many(9, () => 'register { version }')} }`)} }`,
    {},
    'DOCUMENT_LIMIT',
  ],
];

describe.each(databases())('On $name', ({ open }) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer(open, null, undefined, { queryTimeout: 30 });
    await server.register.load(readReference());
  });
  afterAll(() => server.close());

  test.each(PAGES)('a page size out of range is rejected, as literal, variable or default: %s', async (page) => {
    for (const size of SIZES) {
      const literal = Array.isArray(size) ? '[1, 2]' : typeof size === 'object' ? '{}' : JSON.stringify(size);
      for (const [query, variables] of [
        [`{ ${page.replace('$n', literal)} }`, {}],
        [`query ($n: Int) { ${page} }`, { n: size }],
        [`query ($n: Int = ${literal}) { ${page} }`, {}],
      ] as const) {
        const reply = await server.execute(query, variables);
        expect({ size, query, status: reply.status }).toEqual({ size, query, status: 400 });
        await expectHarmless(server, reply);
      }
    }
  });

  test('an invalid or remote instant is rejected or answered', async () => {
    for (const instant of INSTANTS) {
      await expectHarmless(
        server,
        await server.execute('query ($i: DateTime!) { at(asOf: { instant: $i }) { version } }', {
          i: instant,
        }),
      );
    }
  });

  test('a hostile text is searched or rejected', async () => {
    for (const text of TEXTS) {
      for (const kinds of [undefined, [], ['STARTUP']]) {
        const query =
          'query ($t: String!, $k: [SearchKind!]) { search(text: $t, kinds: $k) { totalCount edges { cursor } } }';
        await expectHarmless(server, await server.execute(query, { t: text, k: kinds }));
      }
    }
  });

  test.each(QUERIES)('%s', async (_name, query, variables = {}, code = undefined) => {
    const reply = await server.execute(query, variables);
    expect(reply.body.errors?.[0]?.extensions.code).toBe(code);
    await expectHarmless(server, reply);
  });
});
