import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readReference } from '../../src/importing/sources/readReference.ts';
import { databases } from '../support/databases.ts';
import { expectError } from './expectError.ts';
import { FILTERED, INVALID_REQUESTS } from './invalidRequests.ts';
import type { TestServer } from './testServer.ts';
import { startTestServer } from './testServer.ts';

describe.each(databases())('On $name, over HTTP', ({ open }) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer(open);
    await server.register.load(readReference());
  });
  afterAll(() => server.close());

  test.each(INVALID_REQUESTS)('$name is rejected', async ({ code, document: query, variables }) => {
    await expectError(server, await server.execute(query, variables), code);
  });

  describe('An unknown record is null, without error', () => {
    test.each([
      'personne',
      '',
      ' ',
      '%',
      '_',
      'MES-AIDES',
      "'; DROP TABLE startup; --",
      '../etc/passwd',
      'a'.repeat(10_000),
      '🙂',
    ])('under the slug %j', async (slug) => {
      const document =
        'query ($s: String!) { startup(by: { slug: $s }) { id } entity(by: { slug: $s }) { id } mission(by: { slug: $s }) { id } service(by: { slug: $s }) { id } dataset(slug: $s) { slug } }';
      const { status, body } = await server.execute(document, { s: slug });
      expect(status).toBe(200);
      expect(body).toEqual({
        data: { startup: null, entity: null, mission: null, service: null, dataset: null },
        extensions: { register: { version: 1 }, cost: { requested: 5, limit: 50_000 } },
      });
    });

    test.each([
      '',
      'startup',
      'startup_',
      'startup_0',
      'startup_-1',
      'startup_1.5',
      'startup_99999999999',
      'membership_1',
      '__proto___1',
      'register_1',
      'phase_1',
    ])('under the id %j', async (id) => {
      const { status, body } = await server.execute(
        'query ($id: ID!) { node(id: $id) { id } nodes(ids: [$id]) { id } }',
        {
          id,
        },
      );
      expect(status).toBe(200);
      expect(body).toEqual({
        data: { node: null, nodes: [null] },
        extensions: { register: { version: 1 }, cost: { requested: 2, limit: 50_000 } },
      });
    });
  });

  test.each([
    ['a page of 101', 'startups(first: 101) { totalCount }', 'PAGE_SIZE_OUT_OF_RANGE'],
    ['a page of -1', 'services(last: -1) { totalCount }', 'PAGE_SIZE_OUT_OF_RANGE'],
    ['101 suggestions', 'suggest(text: "a", first: 101) { label }', 'PAGE_SIZE_OUT_OF_RANGE'],
    ['101 topics', 'startups { facets { topics(first: 101) { others } } }', 'PAGE_SIZE_OUT_OF_RANGE'],
    [
      'a nested page of 101',
      'entity(by: { slug: "etalab" }) { services(first: 101) { totalCount } }',
      'PAGE_SIZE_OUT_OF_RANGE',
    ],
    ['a reversed range', 'statisticsSeries(from: "2026-02-01", to: "2026-01-01") { startups }', 'DATE_RANGE_REVERSED'],
    ['all days since 1900', 'statisticsSeries(from: "1900-01-01", every: DAY) { exits }', 'PERIODS_TOO_MANY'],
  ])('%s leaves the other fields of the request', async (_name, field, code) => {
    const { status, body } = await server.execute(`{ entities { totalCount } rejected: ${field} }`);
    expect(status).toBe(200);
    expect(body.data).toEqual({ entities: { totalCount: expect.any(Number) }, rejected: null });
    expect(body.errors).toMatchObject([{ path: expect.arrayContaining(['rejected']), extensions: { code } }]);
  });

  test('a page of 0 items is empty, and has the total count', async () => {
    const about =
      'totalCount nodes { slug } edges { cursor } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }';
    const { body } = await server.execute(
      `{ first: startups(first: 0) { ${about} } last: startups(last: 0) { ${about} } }`,
    );
    const empty = { totalCount: 3, nodes: [], edges: [] };
    const nowhere = { startCursor: null, endCursor: null };
    expect(body.data).toEqual({
      first: { ...empty, pageInfo: { ...nowhere, hasNextPage: true, hasPreviousPage: false } },
      last: { ...empty, pageInfo: { ...nowhere, hasNextPage: false, hasPreviousPage: true } },
    });
  });

  describe('A text is searched', () => {
    const counted = async (text: string) => (await server.execute(FILTERED, { filter: { text } })).body.data;

    test.each(["' OR 1=1 --", '$1', 'null'])('with %j as words', async (text) => {
      expect(await counted(text)).toEqual({ startups: { totalCount: 0 } });
    });

    test.each(['%', '_', '\\', '%%', "'", '"', ';', '--', '\\%', '*', '.*', '{}', ''])(
      'without words in %j: every startup',
      async (text) => {
        expect(await counted(text)).toEqual(await counted(' '));
      },
    );

    test.each([
      'mes-aides',
      'MES-AIDES.gouv',
      'mes aides',
      'aides mes',
      ' mes\u00a0\taides ',
      'ｍｅｓ-ａｉｄｅｓ',
      'mes_aides',
      'mes%aides',
      'Mes-Àîdés',
    ])('and found as %j', async (text) => {
      expect(await counted(text)).toEqual({ startups: { totalCount: 1 } });
    });

    test.each([
      ['l’etat', 1],
      ["L'ÉTAT", 1],
      ['e\u0301tat', 1],
      ['interministériel', 1],
      ['', 16],
      [' ', 16],
    ])('regardless of accents, apostrophes and case: %j', async (text, atLeast) => {
      const { body } = await server.execute(
        'query ($text: String) { entities(filter: { text: $text }) { totalCount } }',
        {
          text,
        },
      );
      expect(Object(body.data?.entities).totalCount).toBeGreaterThanOrEqual(atLeast);
    });

    test('through ligatures', async () => {
      await server.register.pool.query("INSERT INTO theme (slug, name) VALUES ('oeuvres', 'Œuvres')");
      await server.register.pool.query(
        "INSERT INTO service (slug, name, status) VALUES ('oeuvres', 'Œuvres d’art ﬁnes', 'LIVE')",
      );
      const { body } = await server.execute(
        `{ services(filter: { text: "OEUVRES d'art fines" }) { nodes { slug } } same: services(filter: { text: "œuvres D’ART ﬁnes" }) { nodes { slug } } }`,
      );
      expect(body.data).toEqual({ services: { nodes: [{ slug: 'oeuvres' }] }, same: { nodes: [{ slug: 'oeuvres' }] } });
    });
  });
});
