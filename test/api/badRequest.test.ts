import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readReference } from '../../src/importing/reference/reference.ts';
import { databases } from '../support/databases.ts';
import { expectRefused } from './expectRefused.ts';
import { BY_SLUG, FILTERED } from './refused.ts';
import type { Serving } from './serving.ts';
import { serve } from './serving.ts';

describe.each(databases)('On $name, over HTTP', ({ open }) => {
  let serving: Serving;
  beforeAll(async () => {
    serving = await serve(open);
    await serving.register.load(readReference());
  });
  afterAll(() => serving.close());

  describe('Variables nested deeply are refused', () => {
    test.each([
      ['60 nots', 60, '{"not":', '}'],
      ['3,000 nots', 3_000, '{"not":', '}'],
      ['10,000 nots', 10_000, '{"not":', '}'],
      ['3,000 ands', 3_000, '{"and":[', ']}'],
      ['20,000 lists', 20_000, '[', ']'],
    ])('%s', async (_name, depth, opening, closing) => {
      const reply = await serving.send('/graphql', post(nested(depth, opening, closing)));
      expect(reply.status).toBeGreaterThanOrEqual(400);
      expect(reply.status).toBeLessThan(500);
      await expectRefused(serving, reply);
    });
  });

  describe('A request that is not one of GraphQL over HTTP is refused', () => {
    const bodies: [name: string, status: number, init: RequestInit][] = [
      ['no body', 400, post('')],
      ['not JSON', 400, post('{')],
      ['an array', 400, post('[]')],
      ['a batch', 400, post('[{"query":"{ __typename }"}]')],
      ['a number', 400, post('5')],
      ['null', 400, post('null')],
      ['no query', 400, post('{}')],
      ['a query that is a number', 400, post('{"query":5}')],
      ['variables that are a text', 400, post('{"query":"{ __typename }","variables":"{}"}')],
      ['variables that are a list', 400, post('{"query":"{ __typename }","variables":[]}')],
      ['__proto__', 400, post('{"__proto__":{"query":"x"},"query":"{ __typename }"}')],
      ['200 kB', 413, post(JSON.stringify({ query: '{ __typename }', variables: { a: 'a'.repeat(200_000) } }))],
      ['gzip', 400, post(gzipSync('{"query":"{ __typename }"}'), { 'content-encoding': 'gzip' })],
      ['plain text', 400, post('{"query":"{ __typename }"}', { 'content-type': 'text/plain' })],
      ['XML', 415, post('<query/>', { 'content-type': 'application/xml' })],
      ['application/graphql', 415, post('{ __typename }', { 'content-type': 'application/graphql' })],
      ['a form', 415, post('query=%7B__typename%7D', { 'content-type': 'application/x-www-form-urlencoded' })],
      ['a type that is none', 415, post('{"query":"{ __typename }"}', { 'content-type': 'json' })],
    ];
    test.each(bodies)('%s', async (_name, status, init) => {
      const reply = await serving.send('/graphql', init);
      expect(reply.status).toBe(status);
      await expectRefused(serving, reply, 'BAD_REQUEST');
    });

    test.each([
      ['without a query', '/graphql'],
      ['with variables that are not JSON', '/graphql?query=%7B__typename%7D&variables=%7B'],
      ['with two queries', '/graphql?query=%7B__typename%7D&query=x'],
    ])('a link %s', async (_name, path) => {
      await expectRefused(serving, await serving.send(path), 'BAD_REQUEST');
    });
  });

  test('a plain link with a query and variables is answered', async () => {
    const query = encodeURIComponent(BY_SLUG);
    const variables = encodeURIComponent('{"slug":"mes-aides"}');
    const reply = await serving.send(`/graphql?query=${query}&variables=${variables}`);
    expect(reply.status).toBe(200);
    expect(reply.body.data).toEqual({ startup: { name: 'mes-aides.gouv.fr' } });
  });

  test.each([
    ['GET', '/nothing/here'],
    ['GET', '/graphql/'],
    ['POST', '/'],
    ['PUT', '/graphql'],
    ['GET', `/${'a'.repeat(5_000)}`],
  ])('%s %.20s is not there', async (method, path) => {
    const reply = await serving.send(path, { method });
    await expectRefused(serving, reply, 'NOT_FOUND');
  });
});

/** Nested so deeply that JSON has to be written by hand. */
const nested = (depth: number, open: string, close: string) =>
  JSON.stringify({ query: FILTERED, variables: { filter: '@' } }).replace(
    '"@"',
    `${open.repeat(depth)}{}${close.repeat(depth)}`,
  );

function post(body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}): RequestInit {
  return { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body };
}
