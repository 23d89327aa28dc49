import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readReference } from '../../src/importing/sources/readReference.ts';
import { databases } from '../support/databases.ts';
import { AN_ADMIN } from '../support/register.ts';
import type { TestServer } from './testServer.ts';
import { startTestServer } from './testServer.ts';

const link = (query: string, variables?: object) =>
  `/graphql?query=${encodeURIComponent(query)}${variables ? `&variables=${encodeURIComponent(JSON.stringify(variables))}` : ''}`;

const STARTUPS = '{ startups { nodes { name } } }';

describe.each(databases())('On $name, the response headers for caches', ({ open }) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer(
      open,
      null,
      () =>
        async ({ headers }) =>
          headers.authorization ? AN_ADMIN : null,
    );
    await server.register.load(readReference());
  });
  afterAll(() => server.close());

  const etagOf = async (path: string, init?: RequestInit) => (await server.send(path, init)).headers.get('etag');

  const rename = async (name: string) => {
    const found = await server.execute('{ service(by: { slug: "mes-aides" }) { version } }');
    const { status } = await server.send('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: 'Bearer x' },
      body: JSON.stringify({
        query: 'mutation ($input: UpdateServiceInput!) { updateService(input: $input) { service { name } } }',
        variables: { input: { service: 'mes-aides', name, version: Object(found.body.data?.service).version } },
      }),
    });
    expect(status).toBe(200);
  };

  test('give the freshness and the entity tag of a response to a GET', async () => {
    const { headers, body } = await server.send(link(STARTUPS));
    expect(headers.get('cache-control')).toBe('public, max-age=60, stale-while-revalidate=600');
    expect(headers.get('etag')).toMatch(new RegExp(`^"v${body.extensions?.register?.version}-[\\w-]{22}"$`));
    expect(headers.get('vary')).toBe('Accept, Accept-Encoding, Authorization');
    expect(headers.get('access-control-allow-origin')).toBe('*');
    expect(headers.get('access-control-expose-headers')).toContain('ETag');
    expect(headers.get('set-cookie')).toBeNull();
  });

  test('allow 304 without a body while nothing has changed', async () => {
    const etag = await etagOf(link(STARTUPS));
    for (const ifNoneMatch of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
      const reply = await server.send(link(STARTUPS), { headers: { 'if-none-match': String(ifNoneMatch) } });
      expect(reply).toMatchObject({ status: 304, text: '' });
      expect(reply.headers.get('etag')).toBe(etag);
      expect(reply.headers.get('cache-control')).toMatch(/^public/);
    }
  });

  test('of a HEAD are those of the GET, and its response has no body', async () => {
    const get = await server.send(link(STARTUPS));
    const head = await server.send(link(STARTUPS), { method: 'HEAD' });
    expect(head).toMatchObject({ status: 200, text: '' });
    for (const name of ['cache-control', 'etag', 'vary', 'content-type', 'content-length']) {
      expect([name, head.headers.get(name)]).toEqual([name, get.headers.get(name)]);
    }
    const headers = { 'if-none-match': String(get.headers.get('etag')) };
    expect((await server.send(link(STARTUPS), { method: 'HEAD', headers })).status).toBe(304);
  });

  test('of a command by HEAD reject it, as those of a GET', async () => {
    const command = link(
      'mutation { raisePainPoint(input: { administration: "dinsic", statement: "Non." }) { __typename } }',
    );
    const headers = { authorization: 'Bearer x' };
    expect((await server.send(command, { method: 'HEAD', headers })).status).toBe(405);
    expect((await server.send(command, { headers })).status).toBe(405);
  });

  test('require 412 without the entity tag of If-Match', async () => {
    const etag = String(await etagOf(link(STARTUPS)));
    for (const [ifMatch, status] of [
      ['"other"', 412],
      [`W/${etag}`, 412],
      [`"other", ${etag}`, 200],
      ['*', 200],
    ] as const) {
      const reply = await server.send(link(STARTUPS), { headers: { 'if-match': ifMatch } });
      expect([ifMatch, reply.status]).toEqual([ifMatch, status]);
    }
  });

  test('have another entity tag after a command made a new version', async () => {
    const former = await etagOf(link(STARTUPS));
    await rename('Mes aides');
    const reply = await server.send(link(STARTUPS), { headers: { 'if-none-match': String(former) } });
    expect(reply.status).toBe(200);
    expect(reply.headers.get('etag')).not.toBe(former);
  });

  test('have another entity tag for another document, variables, operation or media type', async () => {
    const two = 'query A($first: Int) { startups(first: $first) { totalCount } } query B { startups { totalCount } }';
    const tags = [
      await etagOf(link(STARTUPS)),
      await etagOf(link('{ startups { nodes { slug } } }')),
      await etagOf(`${link(two)}&operationName=A`),
      await etagOf(`${link(two, { first: 1 })}&operationName=A`),
      await etagOf(`${link(two)}&operationName=B`),
      await etagOf(link(STARTUPS), { headers: { accept: 'application/graphql-response+json' } }),
    ];
    expect(new Set(tags).size).toBe(tags.length);
    expect(tags).not.toContain(null);
  });

  test('require revalidation of releases and publications, which change without the register', async () => {
    for (const query of [
      '{ datasets { slug } }',
      '{ publications { totalCount } }',
      '{ node(id: "publication_1") { id } }',
    ]) {
      const { headers } = await server.send(link(query));
      expect(headers.get('cache-control')).toBe('public, no-cache');
      const again = await server.send(link(query), { headers: { 'if-none-match': String(headers.get('etag')) } });
      expect(again).toMatchObject({ status: 304, text: '' });
    }
  });

  test('forbid storing an error', async () => {
    for (const path of [
      link('{ nothing }'),
      link('{'),
      link('{ startups(first: 1000) { totalCount } }'),
      '/graphql',
      '/x',
    ]) {
      const { status, headers } = await server.send(path, { headers: { 'if-none-match': '*' } });
      expect(status).toBeGreaterThanOrEqual(400);
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('etag')).toBeNull();
    }
  });

  test('forbid storing the response to a token or a command', async () => {
    const reply = await server.send(link(STARTUPS), { headers: { authorization: 'Bearer x', 'if-none-match': '*' } });
    expect(reply.status).toBe(200);
    expect(reply.headers.get('cache-control')).toBe('private, no-store');
    expect(reply.headers.get('etag')).toBeNull();
  });

  test('are the same for the schema', async () => {
    const { headers } = await server.send('/schema.graphql');
    const again = await server.send('/schema.graphql', { headers: { 'if-none-match': String(headers.get('etag')) } });
    expect(again).toMatchObject({ status: 304, text: '' });
  });

  test('contain no header that only some caches support', async () => {
    const headers = { 'x-forwarded-host': 'evil.example', 'x-original-url': '/admin', 'x-forwarded-proto': 'gopher' };
    const plain = await server.send(link('{ startups { nodes { name services { nodes { url } } } } }'));
    const odd = await server.send(link('{ startups { nodes { name services { nodes { url } } } } }'), { headers });
    expect(odd.text).toBe(plain.text);
  });
});

describe.each(databases())('On $name, a page of any origin', ({ open }) => {
  test('may send requests with a token, but no cookies', async () => {
    const server = await startTestServer(open);
    const reply = await server.send('/graphql', {
      method: 'OPTIONS',
      headers: {
        origin: 'null',
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization',
      },
    });
    expect(reply.status).toBe(204);
    expect(reply.headers.get('access-control-allow-origin')).toBe('*');
    expect(reply.headers.get('access-control-allow-credentials')).toBeNull();
    expect(reply.headers.get('access-control-allow-methods')).toBe('GET, HEAD, POST');
    expect(reply.headers.get('access-control-allow-headers')).toBe('authorization');
    await server.close();
  });
});
