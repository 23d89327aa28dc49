import { setImmediate } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { aMission, anEntity, aPhase, aService, aSource, aStartup } from '../../support/builders.ts';
import { databases } from '../../support/databases.ts';
import { expectError } from '../expectError.ts';
import type { Reply, TestServer } from '../testServer.ts';
import { startTestServer } from '../testServer.ts';
import { link, registerDocument } from './persisted.ts';

const padded = (number: number) => String(number).padStart(3, '0');
const numbers = (size: number) => Array.from({ length: size }, (_, at) => at + 1);

/** 250 startups, the first of them with two services, and one entity with 130 services. */
const SOURCE = aSource({
  entities: [anEntity('dinsic', { name: 'DINSIC, "la" direction; numérique', website: 'https://dinsic.example/' })],
  startups: numbers(250).map((number) =>
    aStartup(`s-${padded(number)}`, {
      name: `Startup ${padded(number)}`,
      pitch: number % 2 ? null : '=1+1; "guillemets", virgule',
      topics: number === 1 ? ['Santé', 'a, b'] : [],
      sponsors: number === 1 ? ['dinsic'] : [],
      phases: [aPhase('CONSTRUCTION', '2020-01-02')],
    }),
  ),
  services: [
    aService('a', { startups: ['s-001'] }),
    aService('b', { startups: ['s-001'], url: 'https://b.example/' }),
    ...numbers(130).map((number) => aService(`z-${padded(number)}`, { operator: 'dinsic' })),
  ],
  missions: [aMission('m', 'dinsic')],
});

interface Field {
  name: string;
  type: string;
  constraints?: { required?: boolean; enum?: string[] };
}

describe.each(databases())('On $name, the file of a document', ({ open }) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer(open);
    await server.register.load(SOURCE);
  }, 180_000);
  afterAll(() => server.close());

  const file = async (query: string, extension: string, variables: object = {}): Promise<Reply> => {
    const hash = await registerDocument(server, query, variables);
    return server.send(link(`/d/sha256:${hash}.${extension}`, { variables }));
  };
  /** The rows of the three formats and the schema. Expects the same rows in all formats. */
  const table = async (query: string, variables: object = {}) => {
    const [csv, json, lines, schema] = [
      await file(query, 'csv', variables),
      await file(query, 'json', variables),
      await file(query, 'jsonl', variables),
      await server.send(`/d/sha256:${await registerDocument(server, query, variables)}.schema.json`),
    ];
    const fields: Field[] = JSON.parse(schema.text).fields;
    const rows: Record<string, unknown>[] = JSON.parse(json.text);
    expect(
      lines.text
        .split('\n')
        .slice(0, -1)
        .map((line) => JSON.parse(line)),
    ).toEqual(rows);
    expect(readBack(csv.text, fields)).toEqual(rows);
    return { rows, fields, csv: csv.text };
  };

  test('has a row per item and a column per value, the same in the three formats', async () => {
    const { rows, fields } = await table(
      'query Startups { startups(first: 2) { totalCount nodes { slug name pitch topics phase currentPhase: phase isOverdue } } }',
    );
    expect(rows[0]).toMatchObject({ slug: 's-001', name: 'Startup 001', pitch: null, topics: ['Santé', 'a, b'] });
    expect(rows).toHaveLength(2);
    expect(fields.map(({ name, type }) => [name, type])).toEqual([
      ['slug', 'string'],
      ['name', 'string'],
      ['pitch', 'string'],
      ['topics', 'array'],
      ['phase', 'string'],
      ['current_phase', 'string'],
      ['is_overdue', 'boolean'],
    ]);
    expect(fields[0]?.constraints?.required).toBe(true);
    expect(fields[2]?.constraints?.required).toBeUndefined();
    expect(fields[4]?.constraints?.enum).toContain('CONSTRUCTION');
  });

  test('contains all pages of a list without a page size', async () => {
    const { rows } = await table('{ startups { nodes { slug } } }');
    expect(rows.map(({ slug }) => slug)).toEqual(numbers(250).map((number) => `s-${padded(number)}`));
  });

  test.each([
    ['by edges', '{ startups { edges { cursor node { slug } } pageInfo { endCursor } totalCount } }'],
    [
      'through fragments',
      '{ ...A } fragment A on Query { startups { ...B } } fragment B on StartupConnection { nodes { slug } nodes { slug } }',
    ],
    ['with a missing variable', 'query ($n: Int) { startups(first: $n) { nodes { slug } } }'],
    [
      'with names that the server would add',
      'query ($pageSize: Int, $pageAfter: String) { more: startups(first: $pageSize, after: $pageAfter) { nodes { slug more: name } } }',
    ],
    ['under aliases', '{ nodes: startups { nodes: nodes { slug: slug } } }'],
    ['as of a version', '{ at(asOf: { version: 1 }) { startups { nodes { slug } } } }'],
  ])('contains all pages, %s', async (_name, query) => {
    expect((await table(query)).rows).toHaveLength(250);
  });

  test('contains only the page that the document selects', async () => {
    const slugs = async (query: string, variables?: object) =>
      (await table(query, variables)).rows.map(({ slug }) => slug);
    expect(await slugs('query ($n: Int) { startups(first: $n) { nodes { slug } } }', { n: 3 })).toHaveLength(3);
    expect(await slugs('{ startups(last: 2) { nodes { slug } } }')).toEqual(['s-249', 's-250']);
    expect(await slugs('{ startups(first: 0) { nodes { slug } } }')).toEqual([]);
    const { body } = await server.execute('{ startups(first: 100) { pageInfo { endCursor } } }');
    const { endCursor } = Object(body.data).startups.pageInfo;
    const after = 'query ($after: String) { startups(after: $after) { nodes { slug } } }';
    expect(await slugs(after, { after: endCursor })).toHaveLength(150);
    const offset = await slugs('query ($n: Int) { startups(offset: $n) { nodes { slug } } }', { n: 120 });
    expect(offset).toEqual((await slugs('{ startups { nodes { slug } } }')).slice(120));
  });

  test('is of one version, while others write', async () => {
    const query = '{ startups(orderBy: [{ field: NAME, direction: DESC }]) { nodes { name } } }';
    const hash = await registerDocument(server, query);
    let writing = true;
    const writer = (async () => {
      for (let at = 0; writing; at++) {
        await server.register.pool.query(`UPDATE startup SET name = 'Startup ' || right(slug, 3) || '-${at}'`);
        // The embedded database runs on the thread of the server, so other requests wait.
        await setImmediate();
      }
    })();
    try {
      for (let time = 0; time < 5; time++) {
        const { text } = await server.send(`/d/sha256:${hash}.jsonl`);
        const names = text
          .split('\n')
          .slice(0, -1)
          .map((line): string => JSON.parse(line).name);
        expect(names).toHaveLength(250);
        expect(new Set(names.map((name) => name.slice(11))).size).toBe(1);
      }
    } finally {
      writing = false;
      await writer;
      await server.register.pool.query(`UPDATE startup SET name = 'Startup ' || right(slug, 3)`);
    }
  });

  test('has a row per item of the unrolled list, and one row for an empty list', async () => {
    const { rows, fields } = await table(
      '{ startups(first: 2) { nodes { slug services @unroll { nodes { slug url } } name } } }',
    );
    expect(rows).toEqual([
      { slug: 's-001', services_slug: 'a', services_url: null, name: 'Startup 001' },
      { slug: 's-001', services_slug: 'b', services_url: 'https://b.example/', name: 'Startup 001' },
      { slug: 's-002', services_slug: null, services_url: null, name: 'Startup 002' },
    ]);
    expect(fields.map(({ constraints }) => constraints?.required ?? false)).toEqual([true, false, false, true]);
    const all = await table('{ startups { nodes { slug services @unroll { nodes { slug } } } } }');
    expect(all.rows).toHaveLength(251);
  });

  test('@unroll changes no response of /graphql', async () => {
    const response = async (unroll: string) =>
      (await server.execute(`{ startups(first: 2) { nodes { slug services ${unroll} { nodes { slug } } } } }`)).body;
    expect(await response('@unroll')).toEqual(await response(''));
  });

  test('of one object has one row, or none if the object does not exist', async () => {
    const one = 'query ($slug: String!) { startup(by: { slug: $slug }) { name sponsors @unroll { name website } } }';
    expect((await table(one, { slug: 's-001' })).rows).toEqual([
      {
        name: 'Startup 001',
        sponsors_name: 'DINSIC, "la" direction; numérique',
        sponsors_website: 'https://dinsic.example/',
      },
    ]);
    const hash = await registerDocument(server, one, { slug: 's-001' });
    const none = await server.send(link(`/d/sha256:${hash}.csv`, { variables: { slug: 'unknown' } }));
    expect(none).toMatchObject({ status: 200, text: 'name,sponsors_name,sponsors_website\n' });
    expect((await table('{ startups { totalCount } }')).rows).toEqual([{ total_count: 250 }]);
    expect((await table('{ register { version } }')).rows).toEqual([{ version: expect.any(Number) }]);
  });

  test('flattens objects, and follows single fields down to the list', async () => {
    const { rows, fields } = await table('{ missions { nodes { slug entity { acronym __typename } } } }');
    expect(rows).toEqual([{ slug: 'm', entity_acronym: null, entity_typename: 'Entity' }]);
    expect(fields.map(({ name }) => name)).toEqual(['slug', 'entity_acronym', 'entity_typename']);
    expect((await table('{ startup(by: { slug: "s-001" }) { services { nodes { slug } } } }')).rows).toEqual([
      { slug: 'a' },
      { slug: 'b' },
    ]);
    const types = await table('{ __schema { types { name kind } } }');
    expect(types.rows).toContainEqual({ name: 'Startup', kind: 'OBJECT' });
  });

  test('has empty cells for fields that not every object has', async () => {
    const { body } = await server.execute(
      '{ startup(by: { slug: "s-001" }) { id } entity(by: { slug: "dinsic" }) { id } }',
    );
    const { startup, entity } = Object(body.data);
    const { rows, fields } = await table(
      'query ($ids: [ID!]!, $no: Boolean!) { nodes(ids: $ids) { id ... on Startup { slug } kind: __typename @include(if: $no) } }',
      { ids: [startup.id, 'unknown', entity.id], no: false },
    );
    expect(rows).toEqual([
      { id: startup.id, slug: 's-001', kind: null },
      { id: null, slug: null, kind: null },
      { id: entity.id, slug: null, kind: null },
    ]);
    expect(fields.filter(({ constraints }) => constraints?.required)).toEqual([]);
  });

  test('is sent to a client that only accepts its media type', async () => {
    const hash = await registerDocument(server, '{ startups(first: 2) { nodes { slug } } }');
    const { status, text } = await server.send(`/d/sha256:${hash}.csv`, { headers: { accept: 'text/csv' } });
    expect({ status, text }).toEqual({ status: 200, text: 'slug\ns-001\ns-002\n' });
  });

  test('has headers for its type, caching and description', async () => {
    const hash = await registerDocument(server, 'query Noms { startups(first: 1) { nodes { name } } }');
    const response = await server.app.inject({ url: `/d/sha256:${hash}.csv` });
    expect(response.headers).toMatchObject({
      'content-type': 'text/csv; charset=utf-8; header=present',
      'content-disposition': 'attachment; filename="Noms.csv"',
      'cache-control': 'public, max-age=60, stale-while-revalidate=600',
      'access-control-allow-origin': '*',
      'x-content-type-options': 'nosniff',
      link: `</d/sha256:${hash}.schema.json>; rel="describedby"; type="application/json"`,
      'content-length': String(Buffer.byteLength(response.body)),
    });
    const head = await server.app.inject({ method: 'HEAD', url: `/d/sha256:${hash}.csv` });
    const ofEach = { date: 0, 'x-request-id': 0 };
    expect({ ...head.headers, ...ofEach }).toEqual({ ...response.headers, ...ofEach });
    expect(head.body).toBe('');
    const headers = { 'if-none-match': String(response.headers.etag) };
    const same = await server.app.inject({ url: `/d/sha256:${hash}.csv`, headers });
    expect({ status: same.statusCode, body: same.body, etag: same.headers.etag }).toEqual({
      status: 304,
      body: '',
      etag: response.headers.etag,
    });
    const json = await server.app.inject({ url: `/d/sha256:${hash}.json`, headers });
    expect(json.statusCode).toBe(200);
    await server.register.pool.query('UPDATE register SET version = version + 1');
    expect((await server.app.inject({ url: `/d/sha256:${hash}.csv`, headers })).statusCode).toBe(200);
  });

  describe('is rejected with the reason', () => {
    const cases: [name: string, reason: RegExp, query: string][] = [
      [
        'two lists',
        /2 lists of objects \(services, sponsors\)/,
        '{ startups { nodes { services { nodes { name } } sponsors { name } } } }',
      ],
      [
        'two lists, unrolled',
        /2 lists/,
        '{ startups { nodes { services @unroll { nodes { name } } sponsors @unroll { name } } } }',
      ],
      [
        'a list in the unrolled list',
        /services.startups/,
        '{ startups { nodes { services @unroll { nodes { name startups(first: 2) { nodes { name } } } } } } }',
      ],
      [
        'a list without @unroll',
        /list of objects, services. Add @unroll/,
        '{ startups { nodes { services { nodes { name } } } } }',
      ],
      [
        'two root fields',
        /2 root fields \(startups, themes\)/,
        '{ startups { nodes { name } } themes { nodes { name } } }',
      ],
      ['@unroll on a value', /@unroll is on name/, '{ startups { nodes { name @unroll } } }'],
      ['nodes and edges', /both nodes and edges/, '{ startups(first: 1) { nodes { name } edges { node { slug } } } }'],
      [
        'two columns with the same name',
        /two columns have the name is_overdue/,
        '{ startups(first: 1) { nodes { isOverdue is_overdue: name } } }',
      ],
      ['a column without a valid name', /Add an alias/, '{ startups(first: 1) { nodes { _: name } } }'],
      ['a single value', /selects no field/, '{ __typename }'],
    ];
    test.each(cases)('%s', async (_name, reason, query) => {
      for (const extension of ['csv', 'json', 'jsonl', 'schema.json']) {
        const reply = await file(query, extension);
        expect(reply.status).toBe(422);
        expect(reply.body.errors?.[0]).toMatchObject({
          message: expect.stringMatching(reason),
          extensions: { code: 'DOCUMENT_NOT_TABULAR' },
        });
      }
    });

    test('when a nested list has more items than a page', async () => {
      const query = (size: string) => `{ entities { nodes { slug services${size} @unroll { nodes { slug } } } } }`;
      const reply = await file(query(''), 'csv');
      await expectError(server, reply, 'DOCUMENT_FILE_INCOMPLETE');
      expect(reply.body.errors?.[0]?.message).toMatch(/^services has more than 100 items. Limit it with first/);
      expect((await table(query('(first: 30)'))).rows).toHaveLength(30);
    });

    test.each([
      ['variables that are not JSON', 400, '?variables=%7B'],
      ['variables that are a list', 400, '?variables=[]'],
      ['duplicate variables', 400, '?variables={}&variables={}'],
      ['missing variables', 400, ''],
      ['variables of another type', 400, '?variables={"n":"x"}'],
      ['variables nested deeply', 400, `?variables=${'['.repeat(3_000)}`],
      ['a page that is too large', 400, '?variables={"n":101}'],
      ['an unknown parameter', 400, '?n=5'],
      ['an unknown operation', 400, '?variables={"n":1}&operationName=B'],
      ['__proto__', 400, '?variables={"__proto__":{"n":1}}'],
    ])('with %s', async (_name, status, search) => {
      const hash = await registerDocument(server, 'query A($n: Int!) { startups(first: $n) { nodes { name } } }', {
        n: 1,
      });
      const reply = await server.send(`/d/sha256:${hash}.csv${search}`);
      expect(reply.status).toBe(status);
      expect(reply.headers.get('content-disposition')).toBeNull();
      await expectError(server, reply);
    });

    test.each([
      ['/d/', 404],
      ['/d/x', 404],
      ['/d/..%2f..%2fetc%2fpasswd', 404],
      ['/d/%2e%2e/%2e%2e/etc/passwd.csv', 404],
      [`/d/sha256:${'a'.repeat(64)}.csv`, 404],
      [`/d/sha256:${'a'.repeat(64)}.xlsx`, 404],
      [`/d/sha256:${'a'.repeat(64)}`, 404],
      [`/d/sha256:${'A'.repeat(64)}.csv`, 400],
      ['/d/sha256:..%2f.csv', 404],
      ['/d/sha256:.csv', 400],
      [`/d/sha256:${'a'.repeat(64)}.csv%00`, 404],
      [`/d/${'a'.repeat(5_000)}.csv`, 404],
      ['/d/sha256:x.constructor', 404],
    ])('at %s', async (path, status) => {
      const reply = await server.send(path);
      expect(reply.status).toBe(status);
      await expectError(server, reply);
    });
  });
});

/** Parses the CSV by its Table Schema alone. */
function readBack(csv: string, fields: readonly Field[]): Record<string, unknown>[] {
  const [header = [], ...rows] = parse(csv, { recordDelimiter: '\n' });
  expect(header).toEqual(fields.map(({ name }) => name));
  return rows.map((row) =>
    Object.fromEntries(fields.map(({ name, type }, at) => [name, valueRead(type, row[at] ?? '')])),
  );
}

function valueRead(type: string, cell: string): unknown {
  if (cell === '') return null;
  return ['string', 'date', 'datetime'].includes(type) ? cell : JSON.parse(cell);
}
