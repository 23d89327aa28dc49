import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { getIntrospectionQuery } from 'graphql';
import { readReference } from '../../../src/importing/sources/readReference.ts';
import { operations } from '../../operations/recordedOperations.ts';
import { databases } from '../../support/databases.ts';
import { expectError } from '../expectError.ts';
import type { TestServer } from '../testServer.ts';
import { LIMITS, startTestServer } from '../testServer.ts';

const many = (count: number, of: (at: number) => string) => Array.from({ length: count }, (_, at) => of(at)).join(' ');
const nested = (depth: number, open: string, inner: string) => `${open.repeat(depth)}${inner}${' }'.repeat(depth)}`;
const doubling = (levels: number, selection: (next: string) => string) =>
  `{ startup(by: { slug: "a" }) { ...F0 } } ${many(levels, (at) => `fragment F${at} on Startup { ${at === levels - 1 ? 'slug' : selection(`...F${at + 1}`)} }`)}`;

const ALL = {
  descriptions: true,
  specifiedByUrl: true,
  directiveIsRepeatable: true,
  schemaDescription: true,
  inputValueDeprecation: true,
  oneOf: true,
};

const DOCUMENTS: [name: string, code: string, query: string][] = [
  ['101 aliases of __typename', 'DOCUMENT_LIMIT', `query cop { ${many(101, (at) => `alias${at}:__typename`)} }`],
  ['101 aliases of a field', 'DOCUMENT_LIMIT', `{ ${many(101, (at) => `a${at}: startup(by: { slug: "1" }) { id }`)} }`],
  ['10,000 aliases', 'DOCUMENT_LIMIT', `{ ${many(5_000, (at) => `a${at}:__typename`)} }`],
  ['10 unknown directives', 'GRAPHQL_VALIDATION_FAILED', `{ __typename ${'@aa'.repeat(10)} }`],
  ['11 directives', 'DOCUMENT_LIMIT', `{ ${many(11, () => '__typename @include(if: true)')} }`],
  ['2,000 directives', 'DOCUMENT_LIMIT', `{ __typename ${'@aa'.repeat(2_000)} }`],
  [
    'recursive introspection',
    'GRAPHQL_VALIDATION_FAILED',
    `{ __schema { types { ${nested(4, 'fields { type { ', 'name').replaceAll(' }', ' } }')} } } }`,
  ],
  [
    '30 introspections',
    'DOCUMENT_LIMIT',
    `{ ${many(30, (at) => `s${at}: __schema { types { name fields { name args { name } } } }`)} }`,
  ],
  ['two introspections', 'DOCUMENT_LIMIT', '{ __schema { types { name } } __type(name: "Entity") { name } }'],
  ['aliases under an introspection', 'DOCUMENT_LIMIT', '{ __schema { a: types { name } b: types { name } } }'],
  [
    'exponential fragments',
    'DOCUMENT_LIMIT',
    doubling(
      19,
      (next) =>
        `a: services { nodes { startups { nodes { ${next} } } } } b: services { nodes { startups { nodes { ${next} } } } }`,
    ),
  ],
  ['exponential fragments without an alias', 'DOCUMENT_LIMIT', doubling(22, (next) => `${next} ${next}`)],
  [
    '15 levels of startups and services',
    'DOCUMENT_LIMIT',
    `{ startup(by: { slug: "a" }) { ${nested(15, 'services { nodes { startups { nodes { ', 'slug').replaceAll(' }', ' } } } }')} } }`,
  ],
  ['10,000 times __typename', 'DOCUMENT_LIMIT', `{ ${'__typename '.repeat(9_000)} }`],
  [
    '700 different values under one name',
    'DOCUMENT_LIMIT',
    `{ ${many(700, (at) => `startup(by: { slug: "${at}" }) { id }`)} }`,
  ],
  [
    '100 different values under one name',
    'GRAPHQL_VALIDATION_FAILED',
    `{ ${many(100, (at) => `startup(by: { slug: "${at}" }) { id }`)} }`,
  ],
  ['3,000 operations', 'DOCUMENT_LIMIT', many(3_000, (at) => `query Q${at}{__typename}`)],
  ['100 operations', 'DOCUMENT_LIMIT', many(100, (at) => `query Q${at}{__typename}`)],
  ['3,000 variables', 'DOCUMENT_LIMIT', `query (${many(3_000, (at) => `$v${at}:Int`)}) { __typename }`],
  ['300 unused variables', 'GRAPHQL_VALIDATION_FAILED', `query (${many(300, (at) => `$v${at}:Int`)}) { __typename }`],
  ['5,000 unknown fields', 'DOCUMENT_LIMIT', `{ ${many(5_000, (at) => `f${at}`)} }`],
  ['1,000 unknown fields', 'GRAPHQL_VALIDATION_FAILED', `{ ${many(1_000, (at) => `f${at}`)} }`],
  ['50 kB of spaces', 'DOCUMENT_LIMIT', `{ __typename${' '.repeat(50_000)} }`],
  ['a text of 30,000 characters', 'DOCUMENT_LIMIT', `{ startup(by: { slug: "${'é'.repeat(30_000)}" }) { id } }`],
  ['a name of 19,000 letters', 'GRAPHQL_VALIDATION_FAILED', `{ ${'a'.repeat(19_000)} }`],
  ['101 comments', 'DOCUMENT_LIMIT', `{ __typename ${'#\n'.repeat(101)} }`],
  [
    'two commands',
    'DOCUMENT_LIMIT',
    'mutation { a: raisePainPoint(input: { administration: "x", statement: "y" }) { painPoint { id } } b: raisePainPoint(input: { administration: "x", statement: "z" }) { painPoint { id } } }',
  ],
  [
    'two commands, one in a fragment',
    'DOCUMENT_LIMIT',
    'mutation { ...A closeEntity(input: { entity: "x", version: 1 }) { entity { id } } } fragment A on Mutation { closeMission(input: { mission: "x", version: 1 }) { mission { id } } }',
  ],
  [
    '20 commands',
    'DOCUMENT_LIMIT',
    `mutation { ${many(20, (at) => `m${at}: closeEntity(input: { entity: "x", version: 1 }) { entity { id } }`)} }`,
  ],
  ['@defer', 'GRAPHQL_VALIDATION_FAILED', '{ ... @defer { __typename } }'],
  ['@stream', 'GRAPHQL_VALIDATION_FAILED', '{ themes @stream { nodes { name } } }'],
];

describe.each(databases())('On $name, over HTTP', ({ open }) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer(open);
    await server.register.load(readReference());
  });
  afterAll(() => server.close());

  test.each(DOCUMENTS)('%s: rejected with a short message', async (_name, code, query) => {
    const reply = await server.execute(query);
    await expectError(server, reply, code);
    expect(reply.body.errors?.length).toBeLessThanOrEqual(6);
    for (const { message } of reply.body.errors ?? []) expect(message.length).toBeLessThanOrEqual(300);
    expect(reply.body.extensions?.cost).toEqual({ requested: null, limit: 50_000 });
  });

  test.each([
    ['a root field', '{ startupz { totalCount } }', {}, '"startups"'],
    ['a field', '{ register { versio } }', {}, '"version"'],
    ['a type', 'query ($order: [StartupOrde!]) { startups(orderBy: $order) { totalCount } }', {}, '"StartupOrder"'],
    ['an argument', '{ startups(frist: 1) { totalCount } }', {}, '"first"'],
    ['a value', '{ startups(orderBy: [{ field: NAMES, direction: ASC }]) { totalCount } }', {}, '"NAME"'],
    [
      'a value by variable',
      'query ($order: [StartupOrder!]) { startups(orderBy: $order) { totalCount } }',
      { order: [{ field: 'NAMES', direction: 'ASC' }] },
      '"NAME"',
    ],
    ['a field of the schema', '{ __schema { directive } }', {}, '"directives"'],
  ])('a misspelled name (%s) is rejected with a suggestion', async (_name, query, variables, suggestion) => {
    const reply = await server.execute(query, variables);
    await expectError(server, reply);
    expect(reply.body.errors?.[0]?.message).toContain(`Did you mean`);
    expect(reply.body.errors?.[0]?.message).toContain(suggestion);
  });

  test('misspelled names of 10,000 characters get short messages', async () => {
    const long = 'startups'.repeat(1_250);
    for (const query of [
      `{ ${long} }`,
      `{ startups(${long}: 1) { totalCount } }`,
      `query ($a: ${long}) { __typename }`,
    ]) {
      const reply = await server.execute(query);
      await expectError(server, reply, 'GRAPHQL_VALIDATION_FAILED');
      for (const { message } of reply.body.errors ?? []) expect(message.length).toBeLessThanOrEqual(300);
    }
  });

  test('20,000 invalid items in a variable are rejected in one sentence without them', async () => {
    const reply = await server.execute('query ($s: [PhaseName!]) { startups(filter: { phase: $s }) { totalCount } }', {
      s: Array.from({ length: 20_000 }, (_, at) => at % 10),
    });
    await expectError(server, reply, 'LIST_TOO_LONG');
    expect(reply.body.errors).toHaveLength(1);
  });

  test('400 invalid items in a variable are rejected with the first six errors, long values shortened', async () => {
    const reply = await server.execute('query ($s: [PhaseName!]) { startups(filter: { phase: $s }) { totalCount } }', {
      s: Array.from({ length: 400 }, () => 'z'.repeat(200)),
    });
    await expectError(server, reply, 'BAD_USER_INPUT');
    expect(reply.body.errors?.length).toBeLessThanOrEqual(6);
    expect(reply.text).not.toContain('z'.repeat(100));
  });

  test.each([21, 200, 3_000])('variables with %i levels are rejected before their types are checked', async (depth) => {
    const filter = `${'{"not":'.repeat(depth)}{}${'}'.repeat(depth)}`;
    const body = `{"query":"query ($f: StartupFilter) { startups(filter: $f) { totalCount } }","variables":{"f":${filter}}}`;
    const reply = await server.send('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    });
    await expectError(server, reply, 'FILTER_TOO_DEEP');
  });

  test('__typename 500 times is one field, and is answered', async () => {
    const { status, body } = await server.execute(`{ ${'__typename '.repeat(500)} }`);
    expect(status).toBe(200);
    expect(body.data).toEqual({ __typename: 'Query' });
  });

  test.each([{}, { descriptions: false }, ALL])('the standard introspection is answered: %j', async (options) => {
    const query = getIntrospectionQuery(options);
    const first = await server.execute(query);
    expect(first.status).toBe(200);
    expect(first.body.errors).toBeUndefined();
    expect((await server.execute(query)).text).toBe(first.text);
  });

  test.each(operations)('the recorded operation $name costs less than the limit', async ({ document, variables }) => {
    const { body } = await server.execute(document, { ...variables });
    const codes = body.errors?.map(({ extensions }) => extensions.code) ?? [];
    expect(
      codes.filter((code) => !['FORBIDDEN', 'UNAUTHENTICATED', 'AS_OF_OUT_OF_RANGE', 'CURSOR_INVALID'].includes(code)),
    ).toEqual([]);
    if (!codes.includes('CURSOR_INVALID'))
      expect(body.extensions?.cost?.requested).toBeLessThanOrEqual(LIMITS.costLimit);
  });
});
