import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readReference } from '../../../src/importing/sources/readReference.ts';
import { databases } from '../../support/databases.ts';
import { expectError } from '../expectError.ts';
import type { TestServer } from '../testServer.ts';
import { startTestServer } from '../testServer.ts';

const NESTED = `query ($a: Int = 100) {
  entities(first: $a) { nodes { children(first: $a) { nodes { services(first: $a) { nodes { name } } } } } }
}`;

describe.each(databases())('On $name, over HTTP', ({ open }) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer(open);
    await server.register.load(readReference());
  });
  afterAll(() => server.close());

  test.each([
    ['by variable', { a: 100 }],
    ['by default', {}],
  ])('nested pages of 100 items are rejected %s, with the cost and the limit', async (_name, variables) => {
    const reply = await server.execute(NESTED, variables);
    await expectError(server, reply, 'COST_LIMIT');
    const cost = 1 + 100 * (1 + 1 + 100 * (1 + 1 + 100));
    expect(reply.body.extensions?.cost).toEqual({ requested: cost, limit: 50_000 });
    expect(reply.body.errors?.[0]?.extensions).toEqual({ code: 'COST_LIMIT', cost, limit: 50_000 });
    expect(reply.body.errors?.[0]?.message).toContain(`${cost} points`);
    expect(reply.body).not.toHaveProperty('data');
  });

  test('smaller pages are answered, with their cost', async () => {
    const { status, body } = await server.execute(NESTED, { a: 5 });
    expect(status).toBe(200);
    expect(body.extensions?.cost).toEqual({ requested: 1 + 5 * (2 + 5 * (2 + 5)), limit: 50_000 });
  });

  test('of two operations, only the named one is counted', async () => {
    const query = `query A { startup(by: { slug: "mes-aides" }) { name } } ${NESTED.replace('query', 'query B')}`;
    const send = (operationName?: string) =>
      server.send('/graphql', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query, operationName }),
      });
    expect((await send('A')).body.extensions?.cost?.requested).toBe(1);
    await expectError(server, await send('B'), 'COST_LIMIT');
    await expectError(server, await send(), 'OPERATION_RESOLUTION_FAILURE');
  });

  test('no page contains more objects than the cost counts', async () => {
    const queries = [
      '{ entities(first: 50) { nodes { name children(first: 10) { nodes { name services(first: 3) { edges { node { name } } } } } } } }',
      '{ startups(first: 100) { edges { node { name } } } services(last: 3) { nodes { name } } missions { nodes { name } } }',
    ];
    for (const query of queries) {
      const { body } = await server.execute(query);
      const objects = JSON.stringify(body.data).match(/"name"/g)?.length ?? 0;
      expect(objects).toBeGreaterThan(0);
      expect(body.extensions?.cost?.requested).toBeGreaterThanOrEqual(objects);
    }
  });

  test('a batch is rejected', async () => {
    const body = JSON.stringify(Array.from({ length: 10 }, () => ({ query: 'query cop { __typename }' })));
    const reply = await server.send('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    });
    await expectError(server, reply, 'BAD_REQUEST');
  });
});
