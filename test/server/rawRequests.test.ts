import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { databases } from '../support/databases.ts';
import { sendRaw } from './sendRaw.ts';
import type { TestServer } from './testServer.ts';
import { startTestServer } from './testServer.ts';

const BODY = '{"query":"{ __typename }"}';
const HEAD = 'POST /graphql HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n';

const RAW: readonly { name: string; status: number; code: string; bytes: string }[] = [
  {
    name: 'Content-Length and chunks at once',
    status: 400,
    code: 'BAD_REQUEST',
    bytes: `${HEAD}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
  },
  {
    name: 'two lengths',
    status: 400,
    code: 'BAD_REQUEST',
    bytes: `${HEAD}Content-Length: ${BODY.length}\r\nContent-Length: 3\r\n\r\n${BODY}`,
  },
  {
    name: 'no Host',
    status: 400,
    code: 'BAD_REQUEST',
    bytes: 'GET /graphql?query=%7B__typename%7D HTTP/1.1\r\nConnection: close\r\n\r\n',
  },
  { name: 'a line break within a header', status: 400, code: 'BAD_REQUEST', bytes: `${HEAD}X-A: a\nb\r\n\r\n` },
  {
    name: 'headers of 20 kB',
    status: 431,
    code: 'HEADERS_TOO_LARGE',
    bytes: `${HEAD}X-A: ${'a'.repeat(20_000)}\r\n\r\n`,
  },
  {
    name: 'a URL of 20 kB',
    status: 431,
    code: 'HEADERS_TOO_LARGE',
    bytes: `GET /graphql?query=${'a'.repeat(20_000)} HTTP/1.1\r\nHost: a\r\n\r\n`,
  },
  {
    name: 'bytes that are not HTTP',
    status: 400,
    code: 'BAD_REQUEST',
    bytes: '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03',
  },
  { name: 'an unknown method', status: 400, code: 'BAD_REQUEST', bytes: 'FETCH / HTTP/1.1\r\nHost: a\r\n\r\n' },
  {
    name: 'CONNECT',
    status: 405,
    code: 'METHOD_NOT_ALLOWED',
    bytes: 'CONNECT a:443 HTTP/1.1\r\nHost: a:443\r\n\r\n',
  },
  ...['TRACE', 'PUT', 'DELETE', 'PROPFIND'].map((method) => ({
    name: `${method} of the API`,
    status: 405,
    code: 'METHOD_NOT_ALLOWED',
    bytes: `${method} /graphql HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`,
  })),
  ...['/../../etc/passwd', '/%2e%2e%2fetc/passwd', '/exports/..%5c', '/exports/a%00.csv', '/.env', '/.git/config'].map(
    (path) => ({
      name: path,
      status: 404,
      code: 'NOT_FOUND',
      bytes: `GET ${path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`,
    }),
  ),
  {
    name: 'a path that is not UTF-8',
    status: 400,
    code: 'BAD_REQUEST',
    bytes: 'GET /donnees/%E9 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n',
  },
];

describe.each(databases())('On $name', ({ open }) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer(open);
  });
  afterAll(() => server.close());

  test.each(RAW)('$name is rejected in JSON, and the connection is closed', async ({ status, code, bytes }) => {
    const response = await sendRaw(server.address, bytes);
    expect(response).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(response.toLowerCase()).toContain('content-type: application/json; charset=utf-8');
    expect(response).toContain(`"code":"${code}"`);
    expect(response.toLowerCase()).toContain('access-control-allow-origin: *');
    expect(response).not.toMatch(/node_modules|\/src\/|at \w+ \(/);
    if (status === 405) expect(response.toLowerCase()).toContain('allow: get, head, post, options');
    expect((await server.execute('{ __typename }')).status).toBe(200);
  });
});
