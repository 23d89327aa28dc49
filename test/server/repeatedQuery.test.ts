import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { fill } from '../operations/fixture.ts';
import { operations } from '../operations/recordedOperations.ts';
import { databases } from '../support/databases.ts';
import type { Reply, TestServer } from './testServer.ts';
import { LIMITS, startTestServer } from './testServer.ts';

const OF_SLUG =
  'query ($slug: String!, $first: Int) { startup(by: { slug: $slug }) { name } startups(first: $first) { nodes { slug } } }';

describe.each(databases())('On $name, a repeated query', ({ open }) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer(open, null, undefined, { limits: { ...LIMITS, rateLimit: 1_000_000 } });
    await fill(server.register, 3);
  }, 120_000);
  afterAll(() => server.close());

  test.each(operations)('has the same response as the first time: $name', async ({ document, variables }) => {
    const first = await server.execute(document, variables);
    const again = await server.execute(document, variables);
    expect(again.text).toBe(first.text);
    expect(comparableHeaders(again)).toEqual(comparableHeaders(first));
  });

  test.each([
    ['a slug that is no text', { slug: 3 }],
    ['no slug at all', {}],
    ['a page that is too large', { slug: 'a', first: 101 }],
    ['a text that can’t be', { slug: 'a\u0000b' }],
  ])('has the same error as the first time for %s', async (_what, variables) => {
    const first = await server.execute(`# another\n${OF_SLUG}`, variables);
    expect((await server.execute(OF_SLUG, { slug: 'startup-001', first: 2 })).status).toBe(200);
    const again = await server.execute(OF_SLUG, variables);
    expect(first.body.errors?.[0]?.extensions.code).toEqual(expect.any(String));
    expect(again.body.errors?.map(({ message, extensions }) => [message, extensions])).toEqual(
      first.body.errors?.map(({ message, extensions }) => [message, extensions]),
    );
    expect(again.status).toBe(first.status);
  });

  test('costs as much as the first time', async () => {
    const left = ({ headers }: Reply) => Number(/r=(\d+)/.exec(headers.get('ratelimit') ?? '')?.[1]);
    const first = left(await server.execute('{ startups { nodes { name } } }'));
    const second = left(await server.execute('{ startups { nodes { name } } }'));
    const third = left(await server.execute('{ startups { nodes { name } } }'));
    expect(second - third).toBe(first - second);
    expect(first - second).toBeGreaterThan(1);
  });

  test('is rejected when the client has no points left', async () => {
    const poor = await startTestServer(open, null, undefined, {
      limits: { ...LIMITS, costLimit: 100, rateLimit: 100 },
    });
    const statuses = [];
    for (let turn = 0; turn < 3; turn += 1) {
      statuses.push((await poor.execute('{ startups(first: 60) { nodes { name } } }')).status);
    }
    await poor.close();
    expect(statuses).toEqual([200, 429, 429]);
  });
});

/** The status and the headers that do not depend on the request itself. */
function comparableHeaders({ status, headers }: Reply): unknown {
  const own = ['date', 'x-request-id', 'ratelimit', 'keep-alive', 'connection'];
  return [status, [...headers].filter(([name]) => !own.includes(name))];
}
