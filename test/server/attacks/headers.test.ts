import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { fail } from '../../../src/errors/errors.ts';
import { UNAUTHENTICATED } from '../../../src/register/registerErrors.ts';
import { bearerAuthentication } from '../../../src/server/http/bearerAuthentication.ts';
import { aDatabase } from '../../support/databases.ts';
import type { TestServer } from '../testServer.ts';
import { startTestServer } from '../testServer.ts';
import { expectAlive, expectHarmlessRaw } from './expectHarmless.ts';

const LINK = '/graphql?query=%7B__typename%7D';
const BODY = '{"query":"{ __typename }"}';
const TYPE = 'Content-Type: application/json\r\n';
const get = (headers = '', target = LINK, version = '1.1') =>
  `GET ${target} HTTP/${version}\r\nHost: a\r\n${headers}Connection: close\r\n\r\n`;
const post = (headers: string, body = BODY) =>
  `POST /graphql HTTP/1.1\r\nHost: a\r\nConnection: close\r\n${headers}\r\n${body}`;
const sized = (headers: string) => post(`${headers}Content-Length: ${BODY.length}\r\n`);
const chunked = (extension = '', trailers = '', coding = 'chunked') =>
  post(
    `${TYPE}Transfer-Encoding: ${coding}\r\n`,
    `${BODY.length.toString(16)}${extension}\r\n${BODY}\r\n0\r\n${trailers}\r\n`,
  );
const many = (count: number, of: (at: number) => string) => Array.from({ length: count }, (_, at) => of(at)).join('');

const INVALID: [name: string, status: number, bytes: string][] = [
  ['no version', 400, `GET ${LINK}\r\n\r\n`],
  ['the preface of HTTP/2', 400, 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'],
  ['HTTP/3.0', 400, get('', LINK, '3.0')],
  ['two hosts', 400, get('Host: b\r\n')],
  ['two content types', 400, sized(`${TYPE}Content-Type: text/plain\r\n`)],
  ['a name with a space', 400, get('X Y: 1\r\n')],
  ['a space before the colon', 400, post(`${TYPE}Content-Length : 26\r\n`)],
  ['a folded header', 400, get('X-A: b\r\n c\r\n')],
  ['NUL in a header', 400, get('X-A: a\0b\r\n')],
  ['line ends without CR', 400, `GET ${LINK} HTTP/1.1\nHost: a\n\n`],
  ['a length with a sign', 400, post(`${TYPE}Content-Length: +26\r\n`)],
  ['a negative length', 400, post(`${TYPE}Content-Length: -1\r\n`)],
  ['a length in hexadecimal', 400, post(`${TYPE}Content-Length: 0x1a\r\n`)],
  ['a list of lengths', 400, post(`${TYPE}Content-Length: 26, 26\r\n`)],
  ['a length out of range', 400, post(`${TYPE}Content-Length: 99999999999999999999\r\n`)],
  ['a length of 1 GB', 413, post(`${TYPE}Content-Length: 1000000000\r\n`)],
  ['chunks of gzip', 400, chunked('', '', 'gzip, chunked')],
  ['a coding similar to chunked', 400, sized(`${TYPE}Transfer-Encoding: xchunked\r\n`)],
  ['a chunk with an extension of 20 kB', 400, chunked(`;a=${'b'.repeat(20_000)}`)],
  ['a chunk without a valid size', 400, post(`${TYPE}Transfer-Encoding: chunked\r\n`, 'zz\r\n')],
  ['a chunk size out of range', 400, post(`${TYPE}Transfer-Encoding: chunked\r\n`, 'ffffffffffffffffff\r\n')],
  ['trailers of 20 kB', 431, chunked('', `X-A: ${'a'.repeat(20_000)}\r\n`)],
  ['an unknown expectation', 417, sized(`${TYPE}Expect: teapot\r\n`)],
  ['a content type of 15 kB of spaces', 415, sized(`Content-Type: application/json;${' '.repeat(15_000)}a=b\r\n`)],
  ['two content types in one', 415, sized('Content-Type: application/json, text/plain\r\n')],
  ['a content type that starts like JSON', 415, sized('Content-Type: application/jsonx\r\n')],
  ['UTF-7', 415, sized('Content-Type: application/json; charset=utf-7\r\n')],
  ['two content encodings', 415, sized(`${TYPE}Content-Encoding: gzip\r\nContent-Encoding: identity\r\n`)],
  ['an encoding named __proto__', 415, sized(`${TYPE}Content-Encoding: __proto__\r\n`)],
  ['a content type for an OPTIONS', 415, sized('Content-Type: text/xml\r\n').replace('POST', 'OPTIONS')],
  ['1,500 accepted types', 406, get(`Accept: ${'a/b;q=0.1,'.repeat(1_500)}\r\n`)],
  ['15 kB of semicolons in Accept', 406, get(`Accept: ${';'.repeat(15_000)}\r\n`)],
  ['an unterminated quoted string in Accept', 406, get(`Accept: a/b;x="${'\\"'.repeat(7_000)}\r\n`)],
  ['the media type of server-sent events', 406, get('Accept: text/event-stream\r\n')],
  ['a method of WebDAV', 405, get().replace('GET', 'LOCK')],
  [
    'a token after 2,200 headers',
    401,
    get(`${many(2_200, (at) => `${at.toString(36)}:\r\n`)}Authorization: Bearer x\r\n`),
  ],
];

const VALID: [name: string, bytes: string][] = [
  ['HTTP/1.0, without a host', `GET ${LINK} HTTP/1.0\r\n\r\n`],
  ['an absolute URL as request target', get('', `http://evil.example${LINK}`)],
  ['a fragment', get('', `${LINK}#x`)],
  ['empty lines before the request', `${'\r\n'.repeat(1_000)}${get()}`],
  ['3,000 headers', get(many(3_000, (at) => `${at.toString(36)}:\r\n`))],
  ['headers with names of object properties', get('__proto__: x\r\nconstructor: y\r\ntoString: z\r\n')],
  ['a range', get('Range: bytes=0-1,2-3\r\n')],
  ['3,700 tags in If-None-Match', get(`If-None-Match: ${'"a",'.repeat(3_700)}"b"\r\n`)],
  ['15 kB of commas in If-None-Match', get(`If-None-Match: ${','.repeat(15_000)}\r\n`)],
  ['invalid trace headers', get(`traceparent: 00-${'0'.repeat(32)}-x\r\ntracestate: ${'a=b,'.repeat(500)}\r\n`)],
  ['another method in a header', sized(`${TYPE}X-HTTP-Method-Override: DELETE\r\n`)],
  ['a GET with a body', get('Content-Length: 5\r\n').concat('hello')],
  ['chunks', chunked()],
  ['a trailer with a token', chunked('', 'Authorization: Bearer x\r\n')],
];

describe('The headers of a request', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer(aDatabase().open, null, () =>
      bearerAuthentication(() => fail(UNAUTHENTICATED, { problem: 'no token' })),
    );
  });
  afterAll(() => server.close());

  test.each(INVALID)('with %s are rejected in JSON', async (_name, status, bytes) => {
    await expectHarmlessRaw(server, bytes, status);
  });

  test.each(VALID)('with %s get one response', async (_name, bytes) => {
    const response = await expectHarmlessRaw(server, bytes, 200);
    expect(response.match(/^HTTP\/1.1/gm)).toHaveLength(1);
    expect(response).toContain('"__typename":"Query"');
  });

  test('Expect: 100-continue is answered, and a body that is too large is still rejected', async () => {
    const expecting = `${TYPE}Expect: 100-continue\r\n`;
    expect(await expectHarmlessRaw(server, sized(expecting), 100)).toContain('HTTP/1.1 200 ');
    const large = await expectHarmlessRaw(server, post(`${expecting}Content-Length: 9000000\r\n`), 100);
    expect(large).toContain('HTTP/1.1 413 ');
  });

  test.each(['websocket', 'h2c'])('an upgrade to %s is answered in HTTP', async (protocol) => {
    const upgrade = `Connection: Upgrade, close\r\nUpgrade: ${protocol}\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n`;
    const bytes = get(upgrade).replace('\r\nConnection: close', '');
    expect(await expectHarmlessRaw(server, bytes, 200)).not.toMatch(/^HTTP\/1.1 101/m);
  });

  test('a request ID that could forge a log line is not used', async () => {
    for (const id of ['a\tb', '"x"', 'a'.repeat(100), 'a b']) {
      const response = await expectHarmlessRaw(server, get(`X-Request-Id: ${id}\r\n`), 200);
      expect(/^x-request-id: (.*)\r$/im.exec(response)?.[1]).toMatch(/^[0-9a-f-]{36}$/);
    }
  });

  test('pipelined requests are answered in order', async () => {
    const requests = many(100, (at) =>
      get('', `/graphql?query=%7Ba${at}:__typename%7D`).replace('Connection: close\r\n', ''),
    );
    const response = await expectHarmlessRaw(server, `${requests}${get()}`, 200);
    const names = [...response.matchAll(/"data":\{"a(\d+)"/g)].map(([, at]) => Number(at));
    expect(names).toEqual(Array.from({ length: 100 }, (_, at) => at));
  });

  test('invalid bytes after a request are rejected after its response', async () => {
    const response = await expectHarmlessRaw(server, `GET ${LINK} HTTP/1.1\r\nHost: a\r\n\r\nXXXX\r\n\r\n`, 200);
    expect(
      response
        .match(/^HTTP\/1.1 \d+/gm)
        ?.slice(1)
        .filter((status) => status !== 'HTTP/1.1 400'),
    ).toEqual([]);
    expect(response).toContain('"__typename":"Query"');
  });

  test('no response repeats the Host header', async () => {
    const said = 'X-Forwarded-Host: evil.example\r\nX-Original-URL: /x\r\nForwarded: host=evil.example\r\n';
    for (const path of [LINK, '/nothing']) {
      const bytes = get(said, path).replace('Host: a', 'Host: evil.example');
      expect(await expectHarmlessRaw(server, bytes, path === '/nothing' ? 404 : 200)).not.toContain('evil.example');
    }
    await expectAlive(server);
  });
});
