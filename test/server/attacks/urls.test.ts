import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sha256Of } from '../../../src/server/persistedDocuments/documentId.ts';
import { aDatabase } from '../../support/databases.ts';
import type { TestServer } from '../testServer.ts';
import { startTestServer } from '../testServer.ts';
import { expectHarmless, expectHarmlessRaw } from './expectHarmless.ts';

const DOCUMENT = '{ startups(first: 5) { nodes { slug } } }';
const HASH = sha256Of(DOCUMENT);
const LINK = '/graphql?query=%7B__typename%7D';
const json = (text: string) => encodeURIComponent(text);

const REJECTED: [status: number, path: string][] = [
  [400, '/graphql?query[]=%7B__typename%7D'],
  [400, '/graphql?query[0]=%7B__typename%7D'],
  [400, '/graphql?QUERY=%7B__typename%7D'],
  [400, `${LINK}&operationName=a&operationName=b`],
  [400, `${LINK}&variables=%7B%7D&variables=%7B%7D`],
  [400, `${LINK}&variables=5`],
  [400, `${LINK}&variables=%22a%22`],
  [400, `${LINK}&variables=${json('{"__proto__":{"role":"ADMIN"}}')}`],
  [400, `${LINK}&extensions=${json('{"a":{"__pr\\u006fto__":1}}')}`],
  [400, `${LINK}&extensions=${json('{"persistedQuery":1}')}`],
  [400, `${LINK}&extensions=${json('{"persistedQuery":{"version":1}}')}`],
  [400, `${LINK}&variables=${'['.repeat(7_000)}${']'.repeat(7_000)}`],
  [400, `${LINK}&documentId=x`],
  [400, '/graphql?query=%ff%fe'],
  [400, '/graphql?query=%00'],
  [400, '/graphql?query=%ED%A0%80'],
  [400, `/graphql?${'a&'.repeat(7_000)}`],
  [400, '/graphql?query=%7Bentity(slug:%22%E9%22)%7Bname%7D%7D'],
  [400, `${LINK}&variables=%E9`],
  [400, `${LINK}&operationName=100%`],
  [400, '/graphql/%ff'],
  [400, '/graphql/%00'],
  [400, '/graphql/__proto__'],
  [400, `/graphql/${'a'.repeat(600)}`],
  [404, '/graphql;a=b?query=%7B__typename%7D'],
  [404, '//graphql?query=%7B__typename%7D'],
  [404, '/d/'],
  [404, `/d/sha256:${HASH}`],
  [404, `/d/sha256:${HASH}.__proto__`],
  [404, `/d/sha256:${HASH}.CSV`],
  [404, `/d/sha256:${HASH}.csv/../x`],
  [404, `/d/sha1:${HASH}.csv`],
  [404, `/d/sha256:${'0'.repeat(64)}.csv`],
  [400, `/d/sha256:${HASH.toUpperCase()}.csv`],
  [400, `/d/sha256:${HASH}%0d%0aX:1.csv`],
  [400, `/d/sha256:${HASH}.csv?variables=%7B`],
  [400, `/d/sha256:${HASH}.csv?variables=${json('{"__proto__":{"a":1}}')}`],
  [400, `/d/sha256:${HASH}.csv?variables=a&variables=b`],
  [400, `/d/sha256:${HASH}.csv?variables=%E9`],
  [400, `/d/sha256:${HASH}.csv?operationName=%zz`],
  [400, `/d/sha256:${HASH}.csv?operationName=a%0d%0aSet-Cookie:a=b`],
  [400, `/d/sha256:${HASH}.csv?operationName=a&operationName=b`],
  [400, `/d/sha256:${HASH}.csv?__proto__=a`],
  [400, `/d/sha256:${HASH}.csv?constructor=a`],
  [400, `/d/sha256:${HASH}.csv?${'a=b&'.repeat(3_000)}`],
];

describe('The URL of a request', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer(aDatabase().open);
    const body = JSON.stringify({ query: DOCUMENT, documentId: `sha256:${HASH}` });
    await server.send('/graphql', { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  });
  afterAll(() => server.close());

  test.each(REJECTED)('%i: %.90s', async (status, path) => {
    const response = await expectHarmlessRaw(
      server,
      `GET ${path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`,
      status,
    );
    expect(response).not.toMatch(/^set-cookie/im);
    expect(response).toMatch(/cache-control: no-store/i);
    expect('role' in {}).toBe(false);
  });

  test.each([
    `${LINK}&%zz`,
    `${LINK}&${'x=1&'.repeat(3_500)}`,
    `${LINK}&variables=null`,
    '/graphql?query={__typename}',
  ])('unknown parameters are ignored: %.60s', async (path) => {
    await expectHarmlessRaw(server, `GET ${path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`, 200);
  });

  test('invalid Range and If-None-Match headers are ignored', async () => {
    const file = `/d/sha256:${HASH}.csv`;
    for (const headers of [{ range: 'bytes=5-1,a-b' }, { range: `bytes=${'0-0,'.repeat(2_000)}` }]) {
      expect((await server.send(file, { headers })).status).toBe(200);
    }
    expect((await server.send(file, { headers: { 'if-none-match': '"a",'.repeat(3_000) } })).status).toBe(200);
    expect((await server.send(file, { headers: { 'if-match': '"a"' } })).status).toBe(412);
    await expectHarmless(server, await server.send(LINK));
  });

  test('the file name in Content-Disposition never comes from the request', async () => {
    const { headers } = await server.send(`/d/sha256:${HASH}.csv`);
    expect(headers.get('content-disposition')).toMatch(/^attachment; filename="[\w.-]+"$/);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });
});
