import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { statusOf } from '../../src/errors/errors.ts';
import { readReference } from '../../src/importing/sources/readReference.ts';
import { databases } from '../support/databases.ts';
import { expectError } from './expectError.ts';
import { BY_SLUG, FILTERED } from './invalidRequests.ts';
import type { TestServer } from './testServer.ts';
import { startTestServer } from './testServer.ts';

describe.each(databases())('On $name, over HTTP', ({ open }) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer(open);
    await server.register.load(readReference());
  });
  afterAll(() => server.close());

  describe('Deeply nested variables are rejected', () => {
    test.each([
      ['60 nots', 60, '{"not":', '}'],
      ['3,000 nots', 3_000, '{"not":', '}'],
      ['10,000 nots', 10_000, '{"not":', '}'],
      ['3,000 ands', 3_000, '{"and":[', ']}'],
      ['20,000 lists', 20_000, '[', ']'],
    ])('%s', async (_name, depth, opening, closing) => {
      const reply = await server.send('/graphql', post(nested(depth, opening, closing)));
      expect(reply.status).toBeGreaterThanOrEqual(400);
      expect(reply.status).toBeLessThan(500);
      await expectError(server, reply);
    });
  });

  describe('A request that is not valid GraphQL over HTTP is rejected', () => {
    const gzip = { 'content-encoding': 'gzip' };
    const bodies: [name: string, code: string, init: RequestInit][] = [
      ['no body', 'BAD_REQUEST', post('')],
      ['not JSON', 'BAD_REQUEST', post('{')],
      ['an array', 'BAD_REQUEST', post('[]')],
      ['an array of nothing', 'BAD_REQUEST', post('[[]]')],
      [
        'a batch',
        'BAD_REQUEST',
        post(`[${'{"query":"query cop { __typename }"},'.repeat(9)}{"query":"{ __typename }"}]`),
      ],
      ['a number', 'BAD_REQUEST', post('5')],
      ['a text', 'BAD_REQUEST', post('"{ __typename }"')],
      ['null', 'BAD_REQUEST', post('null')],
      ['no query', 'BAD_REQUEST', post('{}')],
      ['an empty query', 'BAD_REQUEST', post('{"query":""}')],
      ['a query that is null', 'BAD_REQUEST', post('{"query":null}')],
      ['a query that is a number', 'BAD_REQUEST', post('{"query":5}')],
      ['a query that is an object', 'BAD_REQUEST', post('{"query":{}}')],
      ['an operation name that is a list', 'BAD_REQUEST', post('{"query":"{ __typename }","operationName":[]}')],
      ['variables that are a text', 'BAD_REQUEST', post('{"query":"{ __typename }","variables":"{}"}')],
      ['variables that are a list', 'BAD_REQUEST', post('{"query":"{ __typename }","variables":[]}')],
      ['extensions that are a text', 'BAD_REQUEST', post('{"query":"{ __typename }","extensions":"{}"}')],
      ['__proto__', 'BAD_REQUEST', post('{"__proto__":{"query":"x"},"query":"{ __typename }"}')],
      [
        '__proto__ in variables',
        'BAD_REQUEST',
        post('{"query":"{ __typename }","variables":{"\\u005f_proto__":{"role":1}}}'),
      ],
      ['bytes that are not UTF-8', 'BAD_REQUEST', post(Buffer.from('7b227175657279223a22fffe227d', 'hex'))],
      [
        '200 kB',
        'BODY_TOO_LARGE',
        post(JSON.stringify({ query: '{ __typename }', variables: { a: 'a'.repeat(200_000) } })),
      ],
      ['45 MB in 45 kB of gzip', 'BODY_TOO_LARGE', post(gzipSync(' '.repeat(45_000_000)), gzip)],
      ['200 kB of gzip', 'BODY_TOO_LARGE', post(gzipSync(' '.repeat(200_000_000)), gzip)],
      ['invalid gzip', 'BAD_REQUEST', post('{"query":"{ __typename }"}', gzip)],
      ['an unknown encoding', 'MEDIA_TYPE_UNSUPPORTED', post('{}', { 'content-encoding': 'zstdx' })],
      ['two encodings', 'MEDIA_TYPE_UNSUPPORTED', post('{}', { 'content-encoding': 'gzip, gzip' })],
      ['UTF-16', 'MEDIA_TYPE_UNSUPPORTED', post('{}', { 'content-type': 'application/json; charset=utf-16' })],
      [
        'no content type',
        'MEDIA_TYPE_UNSUPPORTED',
        { method: 'POST', body: Buffer.from('{"query":"{ __typename }"}') },
      ],
      ['plain text', 'MEDIA_TYPE_UNSUPPORTED', post('{"query":"{ __typename }"}', { 'content-type': 'text/plain' })],
      ['XML', 'MEDIA_TYPE_UNSUPPORTED', post('<query/>', { 'content-type': 'application/xml' })],
      ['application/graphql', 'MEDIA_TYPE_UNSUPPORTED', post('{ a }', { 'content-type': 'application/graphql' })],
      ['a form', 'MEDIA_TYPE_UNSUPPORTED', post('query=a', { 'content-type': 'application/x-www-form-urlencoded' })],
      [
        'an invalid content type',
        'MEDIA_TYPE_UNSUPPORTED',
        post('{"query":"{ __typename }"}', { 'content-type': 'json' }),
      ],
    ];
    test.each(bodies)('%s', async (_name, code, init) => {
      const reply = await server.send('/graphql', init);
      expect(reply.status).toBe(statusOf(code));
      await expectError(server, reply, code);
    });

    test.each([
      ['without a query', '/graphql'],
      ['with variables that are not JSON', '/graphql?query=%7B__typename%7D&variables=%7B'],
      ['with two queries', '/graphql?query=%7B__typename%7D&query=x'],
      ['with variables that are a list', '/graphql?query=%7B__typename%7D&variables=%5B%5D'],
    ])('a GET %s', async (_name, path) => {
      await expectError(server, await server.send(path), 'BAD_REQUEST');
    });

    test('a GET with the content type of a form', async () => {
      const headers = { 'content-type': 'text/plain' };
      const reply = await server.send('/graphql?query=%7B__typename%7D', { headers });
      await expectError(server, reply, 'MEDIA_TYPE_UNSUPPORTED');
    });

    test('a command by GET', async () => {
      const reply = await server.send('/graphql?query=mutation%20cop%7B__typename%7D');
      expect(reply.status).toBe(405);
      await expectError(server, reply, 'BAD_REQUEST');
    });

    test.each(['image/png', '*/*;q=0', 'text/html', 'multipart/mixed'])('that only accepts %s', async (accept) => {
      const reply = await server.send('/graphql?query=%7B__typename%7D', { headers: { accept } });
      await expectError(server, reply, 'NOT_ACCEPTABLE');
    });

    test.each([
      ['application/json; charset=utf-8', 'application/json'],
      ['application/json;charset=UTF-8', 'application/json'],
      ['application/graphql-response+json; charset=utf-8', 'application/graphql-response+json'],
      [
        'application/graphql-response+json; charset=utf-8, application/json; charset=utf-8',
        'application/graphql-response+json',
      ],
    ])('but not one that accepts %s', async (accept, mediaType) => {
      const reply = await server.send('/graphql?query=%7B__typename%7D', { headers: { accept } });
      expect(reply).toMatchObject({ status: 200, type: `${mediaType}; charset=utf-8` });
    });

    test.each(['PUT', 'DELETE', 'PATCH'])('%s', async (method) => {
      const reply = await server.send('/graphql', { method });
      expect(reply.headers.get('allow')).toBe('GET, HEAD, POST, OPTIONS');
      await expectError(server, reply, 'METHOD_NOT_ALLOWED');
    });
  });

  describe('A valid request is answered', () => {
    const body = '{"query":"{ __typename }"}';
    test.each([
      ['with a byte order mark', post(`\ufeff${body}`)],
      ['in gzip', post(gzipSync(body), { 'content-encoding': 'gzip' })],
      ['in brotli', post(brotliCompressSync(body), { 'content-encoding': 'br' })],
      ['with a charset', post(body, { 'content-type': 'application/json; charset=UTF-8' })],
      ['with null for omitted parameters', post('{"query":"{ __typename }","variables":null,"operationName":null}')],
      [
        'with variables named after a constructor',
        post('{"query":"{ __typename }","variables":{"constructor":{"prototype":{"role":"ADMIN"}}}}'),
      ],
      ['that accepts 8 kB of types', post(body, { accept: `${'text/x, '.repeat(1_000)}*/*` })],
    ])('%s', async (_name, init) => {
      const reply = await server.send('/graphql', init);
      expect(reply).toMatchObject({ status: 200, body: { data: { __typename: 'Query' } } });
      expect('role' in {}).toBe(false);
    });
  });

  test('a GET with a query and variables is answered', async () => {
    const query = encodeURIComponent(BY_SLUG);
    const variables = encodeURIComponent('{"slug":"mes-aides"}');
    const reply = await server.send(`/graphql?query=${query}&variables=${variables}`);
    expect(reply.status).toBe(200);
    expect(reply.body.data).toEqual({ startup: { name: 'mes-aides.gouv.fr' } });
  });

  test.each([
    ['GET', '/nothing/here'],
    ['GET', '/graphql/'],
    ['POST', '/'],
    ['GET', `/${'a'.repeat(5_000)}`],
  ])('%s %.20s is not found', async (method, path) => {
    const reply = await server.send(path, { method });
    await expectError(server, reply, 'NOT_FOUND');
  });
});

/** JSON text that is nested too deeply for JSON.stringify. */
const nested = (depth: number, open: string, close: string) =>
  JSON.stringify({ query: FILTERED, variables: { filter: '@' } }).replace(
    '"@"',
    `${open.repeat(depth)}{}${close.repeat(depth)}`,
  );

function post(body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}): RequestInit {
  return { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body };
}
