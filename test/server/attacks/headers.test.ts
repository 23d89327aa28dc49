import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { fail } from '../../../src/errors/errors.ts';
import { UNAUTHENTICATED } from '../../../src/register/registerErrors.ts';
import { bearerAuthentication } from '../../../src/server/http/bearerAuthentication.ts';
import { aDatabase } from '../../support/databases.ts';
import type { Serving } from '../serving.ts';
import { serve } from '../serving.ts';
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

const REFUSED: [name: string, status: number, bytes: string][] = [
  ['no version', 400, `GET ${LINK}\r\n\r\n`],
  ['the preface of HTTP/2', 400, 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'],
  ['HTTP/3.0', 400, get('', LINK, '3.0')],
  ['two hosts', 400, get('Host: b\r\n')],
  ['two content types', 400, sized(`${TYPE}Content-Type: text/plain\r\n`)],
  ['a name with a blank', 400, get('X Y: 1\r\n')],
  ['a name before a blank and a colon', 400, post(`${TYPE}Content-Length : 26\r\n`)],
  ['a folded header', 400, get('X-A: b\r\n c\r\n')],
  ['NUL in a header', 400, get('X-A: a\0b\r\n')],
  ['lines that end without CR', 400, `GET ${LINK} HTTP/1.1\nHost: a\n\n`],
  ['a length with a sign', 400, post(`${TYPE}Content-Length: +26\r\n`)],
  ['a negative length', 400, post(`${TYPE}Content-Length: -1\r\n`)],
  ['a length in hexadecimal', 400, post(`${TYPE}Content-Length: 0x1a\r\n`)],
  ['a list of lengths', 400, post(`${TYPE}Content-Length: 26, 26\r\n`)],
  ['a length beyond numbers', 400, post(`${TYPE}Content-Length: 99999999999999999999\r\n`)],
  ['a length of 1 GB', 413, post(`${TYPE}Content-Length: 1000000000\r\n`)],
  ['chunks of gzip', 400, chunked('', '', 'gzip, chunked')],
  ['a coding that is nearly chunked', 400, sized(`${TYPE}Transfer-Encoding: xchunked\r\n`)],
  ['a chunk with an extension of 20 kB', 400, chunked(`;a=${'b'.repeat(20_000)}`)],
  ['a chunk whose size is none', 400, post(`${TYPE}Transfer-Encoding: chunked\r\n`, 'zz\r\n')],
  ['a chunk beyond numbers', 400, post(`${TYPE}Transfer-Encoding: chunked\r\n`, 'ffffffffffffffffff\r\n')],
  ['trailers of 20 kB', 431, chunked('', `X-A: ${'a'.repeat(20_000)}\r\n`)],
  ['an expectation that is none', 417, sized(`${TYPE}Expect: teapot\r\n`)],
  ['a content type of 15 kB of blanks', 415, sized(`Content-Type: application/json;${' '.repeat(15_000)}a=b\r\n`)],
  ['two content types in one', 415, sized('Content-Type: application/json, text/plain\r\n')],
  ['a content type that only begins like JSON', 415, sized('Content-Type: application/jsonx\r\n')],
  ['UTF-7', 415, sized('Content-Type: application/json; charset=utf-7\r\n')],
  ['two content encodings', 415, sized(`${TYPE}Content-Encoding: gzip\r\nContent-Encoding: identity\r\n`)],
  ['an encoding named __proto__', 415, sized(`${TYPE}Content-Encoding: __proto__\r\n`)],
  ['a content type for an OPTIONS', 415, sized('Content-Type: text/xml\r\n').replace('POST', 'OPTIONS')],
  ['1,500 types that are accepted', 406, get(`Accept: ${'a/b;q=0.1,'.repeat(1_500)}\r\n`)],
  ['15 kB of semicolons that are accepted', 406, get(`Accept: ${';'.repeat(15_000)}\r\n`)],
  ['an endless quoted string that is accepted', 406, get(`Accept: a/b;x="${'\\"'.repeat(7_000)}\r\n`)],
  ['events of a server', 406, get('Accept: text/event-stream\r\n')],
  ['a method that is known elsewhere', 405, get().replace('GET', 'LOCK')],
  [
    'a token after 2,200 headers',
    401,
    get(`${many(2_200, (at) => `${at.toString(36)}:\r\n`)}Authorization: Bearer x\r\n`),
  ],
];

const ANSWERED: [name: string, bytes: string][] = [
  ['HTTP/1.0, without a host', `GET ${LINK} HTTP/1.0\r\n\r\n`],
  ['the whole address as its target', get('', `http://evil.example${LINK}`)],
  ['a fragment', get('', `${LINK}#x`)],
  ['empty lines before it', `${'\r\n'.repeat(1_000)}${get()}`],
  ['3,000 headers', get(many(3_000, (at) => `${at.toString(36)}:\r\n`))],
  ['headers named after what objects have', get('__proto__: x\r\nconstructor: y\r\ntoString: z\r\n')],
  ['a range', get('Range: bytes=0-1,2-3\r\n')],
  ['3,700 tags of what it has', get(`If-None-Match: ${'"a",'.repeat(3_700)}"b"\r\n`)],
  ['15 kB of commas for tags', get(`If-None-Match: ${','.repeat(15_000)}\r\n`)],
  ['traces that are none', get(`traceparent: 00-${'0'.repeat(32)}-x\r\ntracestate: ${'a=b,'.repeat(500)}\r\n`)],
  ['another method in a header', sized(`${TYPE}X-HTTP-Method-Override: DELETE\r\n`)],
  ['a body beside a link', get('Content-Length: 5\r\n').concat('hello')],
  ['chunks', chunked()],
  ['a trailer that would be a token', chunked('', 'Authorization: Bearer x\r\n')],
];

describe('Whatever the head of a request', () => {
  let serving: Serving;
  beforeAll(async () => {
    serving = await serve(aDatabase().open, null, () =>
      bearerAuthentication(() => fail(UNAUTHENTICATED, { problem: 'no token' })),
    );
  });
  afterAll(() => serving.close());

  test.each(REFUSED)('with %s, it is refused in JSON', async (_name, status, bytes) => {
    await expectHarmlessRaw(serving, bytes, status);
  });

  test.each(ANSWERED)('with %s, it is answered once', async (_name, bytes) => {
    const answer = await expectHarmlessRaw(serving, bytes, 200);
    expect(answer.match(/^HTTP\/1.1/gm)).toHaveLength(1);
    expect(answer).toContain('"__typename":"Query"');
  });

  test('who asks to go on is told so, and refused all the same if there is too much', async () => {
    const expecting = `${TYPE}Expect: 100-continue\r\n`;
    expect(await expectHarmlessRaw(serving, sized(expecting), 100)).toContain('HTTP/1.1 200 ');
    const large = await expectHarmlessRaw(serving, post(`${expecting}Content-Length: 9000000\r\n`), 100);
    expect(large).toContain('HTTP/1.1 413 ');
  });

  test.each(['websocket', 'h2c'])('who would speak %s is answered in HTTP', async (protocol) => {
    const upgrade = `Connection: Upgrade, close\r\nUpgrade: ${protocol}\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n`;
    const bytes = get(upgrade).replace('\r\nConnection: close', '');
    expect(await expectHarmlessRaw(serving, bytes, 200)).not.toMatch(/^HTTP\/1.1 101/m);
  });

  test('an id that could forge a line of the log is not taken', async () => {
    for (const id of ['a\tb', '"x"', 'a'.repeat(100), 'a b']) {
      const answer = await expectHarmlessRaw(serving, get(`X-Request-Id: ${id}\r\n`), 200);
      expect(/^x-request-id: (.*)\r$/im.exec(answer)?.[1]).toMatch(/^[0-9a-f-]{36}$/);
    }
  });

  test('requests sent at once are answered in their order', async () => {
    const asks = many(100, (at) =>
      get('', `/graphql?query=%7Ba${at}:__typename%7D`).replace('Connection: close\r\n', ''),
    );
    const answer = await expectHarmlessRaw(serving, `${asks}${get()}`, 200);
    const names = [...answer.matchAll(/"data":\{"a(\d+)"/g)].map(([, at]) => Number(at));
    expect(names).toEqual(Array.from({ length: 100 }, (_, at) => at));
  });

  test('what comes after a request and is none is not refused before its answer', async () => {
    const answer = await expectHarmlessRaw(serving, `GET ${LINK} HTTP/1.1\r\nHost: a\r\n\r\nXXXX\r\n\r\n`, 200);
    expect(
      answer
        .match(/^HTTP\/1.1 \d+/gm)
        ?.slice(1)
        .filter((status) => status !== 'HTTP/1.1 400'),
    ).toEqual([]);
    expect(answer).toContain('"__typename":"Query"');
  });

  test('no name of a host that is said to us is said again', async () => {
    const said = 'X-Forwarded-Host: evil.example\r\nX-Original-URL: /x\r\nForwarded: host=evil.example\r\n';
    for (const path of [LINK, '/nothing']) {
      const bytes = get(said, path).replace('Host: a', 'Host: evil.example');
      expect(await expectHarmlessRaw(serving, bytes, path === '/nothing' ? 404 : 200)).not.toContain('evil.example');
    }
    await expectAlive(serving);
  });
});
