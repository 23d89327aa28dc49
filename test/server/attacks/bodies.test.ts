import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { aDatabase } from '../../support/databases.ts';
import type { TestServer } from '../testServer.ts';
import { startTestServer } from '../testServer.ts';
import { expectHarmless } from './expectHarmless.ts';

const BODY = '{"query":"{ __typename }"}';
const commented = (...bytes: number[]) =>
  Buffer.concat([Buffer.from('{"query":"{ __typename } #'), Buffer.from(bytes), Buffer.from('"}')]);
const utf16 = Buffer.from(BODY, 'utf16le');
const sized = (n: string) =>
  Buffer.from(`{"query":"query ($n: Int) { startups(first: $n) { totalCount } }","variables":{"n":${n}}}`);
const bodyWith = (query: string) => Buffer.from(JSON.stringify({ query }));
const nested = (key: string) =>
  Buffer.from(`{"query":"{ __typename }","variables":{"a":{"b":[{${key}:{"role":"ADMIN"}}]}}}`);

const INVALID: [name: string, body: Buffer, encoding?: string][] = [
  ['an overlong NUL', commented(0xc0, 0x80)],
  ['a surrogate in three bytes', commented(0xed, 0xa0, 0x80, 0xed, 0xb0, 0x80)],
  ['a truncated UTF-8 sequence', commented(0xe2, 0x82)],
  ['UTF-16 with its byte order mark', Buffer.concat([Buffer.from([0xff, 0xfe]), utf16])],
  ['UTF-16 without byte order mark', utf16],
  ['UTF-16 in the other byte order', Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(utf16).swap16()])],
  ['two byte order marks', Buffer.from(`\ufeff\ufeff${BODY}`)],
  ['a trailing comma', Buffer.from('{"query":"{ __typename }",}')],
  ['words after the JSON', Buffer.from(`${BODY} x`)],
  ['NaN', sized('NaN')],
  ['a number out of range', sized('1e400')],
  ['a number of 90,000 digits', sized('9'.repeat(90_000))],
  ['a number of more than 32 bits', sized('2147483648')],
  ['a literal of 15,000 digits', bodyWith(`{ startups(first: ${'9'.repeat(15_000)}) { totalCount } }`)],
  ['a literal out of range', bodyWith('{ startups(first: 1e400) { totalCount } }')],
  ['a literal with leading zeros', bodyWith('{ startups(first: 007) { totalCount } }')],
  ['a no-break space', bodyWith('{\u00a0__typename }')],
  ['a right-to-left override', bodyWith('{ __typename\u202e }')],
  ['__proto__ nested in variables', nested('"__proto__"')],
  ['__proto__ with one escaped letter', nested('"__\\u0070roto__"')],
  ['__proto__ with all letters escaped', nested('"\\u005F\\u005f\\u0070\\u0072\\u006F\\u0074\\u006f\\u005f\\u005F"  ')],
  ['__proto__ in extensions', Buffer.from('{"query":"{ __typename }","extensions":{"__proto\\u005f_":{}}}')],
  ['truncated gzip', gzipSync(BODY).subarray(0, 30), 'gzip'],
  ['gzip with trailing bytes', Buffer.concat([gzipSync(BODY), Buffer.from('junk')]), 'gzip'],
  ['deflate without its header', deflateRawSync(BODY), 'deflate'],
  ['40 MB of deflate', deflateSync(Buffer.alloc(40_000_000, ' ')), 'deflate'],
  ['4 MB of brotli', brotliCompressSync(Buffer.alloc(4_000_000, ' ')), 'br'],
];

const VALID: [name: string, body: Buffer, encoding?: string][] = [
  ['minus zero', sized('-0')],
  ['ten as a decimal number', sized('10.0')],
  ['a duplicate key query', Buffer.from('{"query":"{ a }","query":"{ __typename }"}')],
  ['a byte order mark before the document', bodyWith('\ufeff{ __typename }')],
  ['gzip in two members', Buffer.concat([gzipSync(BODY.slice(0, 9)), gzipSync(BODY.slice(9))]), 'gzip'],
  ['4,000 empty members of gzip', Buffer.concat([...Array(4_000).fill(gzipSync('')), gzipSync(BODY)]), 'gzip'],
  ['a string that contains __proto__', Buffer.from('{"query":"{ __typename } # __proto__: \\"__proto__\\" : 1"}')],
];

describe('The body of a request', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer(aDatabase().open);
  });
  afterAll(() => server.close());

  const send = (body: Buffer, encoding?: string) =>
    server.send('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(encoding && { 'content-encoding': encoding }) },
      body: new Uint8Array(body),
    });

  test.each(named(INVALID))('$name is rejected', async ({ bodyOf }) => {
    const reply = await send(...bodyOf());
    expect(reply.status).toBeGreaterThanOrEqual(400);
    await expectHarmless(server, reply);
    expect('role' in {}).toBe(false);
  });

  test.each(named(VALID))('$name is answered', async ({ bodyOf }) => {
    const reply = await send(...bodyOf());
    expect(reply).toMatchObject({ status: 200, body: { data: expect.anything() } });
    await expectHarmless(server, reply);
  });
});

/** Jest prints the rows of a table, which is slow for long bodies: each row has a function instead. */
function named(cases: readonly (readonly [name: string, body: Buffer, encoding?: string])[]) {
  return cases.map(([name, body, encoding]) => ({ name, bodyOf: () => [body, encoding] as const }));
}
