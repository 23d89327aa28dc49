import { afterEach, describe, expect, test } from '@jest/globals';
import { fail } from '../../../src/errors/errors.ts';
import { UNAUTHENTICATED } from '../../../src/register/registerErrors.ts';
import { bearerAuthentication } from '../../../src/server/http/bearerAuthentication.ts';
import { RateLimit } from '../../../src/server/limits/RateLimit.ts';
import { networkOf } from '../../../src/server/limits/rateLimitKey.ts';
import { databases } from '../../support/databases.ts';
import type { Reply, TestServer } from '../testServer.ts';
import { LIMITS, startTestServer } from '../testServer.ts';

const PAGE = '{ startups(first: 49) { nodes { name } } }';
const open: (() => void | Promise<void>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

/** A register with the only valid token `good`, and 100 points a minute. */
async function startLimitedServer(
  database = databases()[0],
  changes: Partial<typeof LIMITS> = {},
): Promise<TestServer> {
  if (!database) throw new Error('there is no database');
  const find = bearerAuthentication(async (token) => {
    if (token === 'good') return { name: 'suivi', role: 'READER' };
    return fail(UNAUTHENTICATED, { problem: 'The token is invalid, expired or revoked' });
  });
  const limits = { ...LIMITS, costLimit: 100, rateLimit: 100, ...changes };
  const server = await startTestServer(database.open, null, () => find, { limits });
  open.push(() => server.close());
  return server;
}

const send = (server: TestServer, query: string, headers: Record<string, string> = {}): Promise<Reply> =>
  server.send('/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query }),
  });

const remainingPoints = ({ headers }: Reply) =>
  Number(/^"default";r=(\d+);t=\d+$/.exec(headers.get('ratelimit') ?? '')?.[1]);

describe.each(databases())('On $name, with 100 points per minute', (database) => {
  test('each response has the remaining points, and a rejected one the time to wait', async () => {
    const server = await startLimitedServer(database);
    const first = await send(server, PAGE);
    expect(first.status).toBe(200);
    expect(first.headers.get('ratelimit-policy')).toBe('"default";q=100;w=60');
    expect(remainingPoints(first)).toBe(50);
    expect(remainingPoints(await send(server, PAGE))).toBe(0);
    const spent = await send(server, '{ __typename }');
    expect(spent.status).toBe(429);
    expect(spent.body.errors?.[0]?.extensions.code).toBe('RATE_LIMITED');
    const retry = Number(spent.headers.get('retry-after'));
    expect(retry).toBeGreaterThan(0);
    expect(retry).toBeLessThanOrEqual(60);
    expect(spent.headers.get('ratelimit')).toBe(`"default";r=0;t=${retry}`);
    expect(spent.body.errors?.[0]?.extensions).toMatchObject({ limit: 100, retryAfter: retry });
  });

  test('an operation that costs more than the remaining points is not executed', async () => {
    const server = await startLimitedServer(database);
    await send(server, PAGE);
    const reply = await send(server, '{ startups(first: 60) { nodes { name } } }');
    expect(reply.status).toBe(429);
    expect(reply.body).not.toHaveProperty('data');
    expect(reply.body.extensions?.cost).toEqual({ requested: 61, limit: 100 });
    expect(reply.headers.get('retry-after')).not.toBeNull();
  });
});

describe('With 100 points per minute', () => {
  test('a rejected request costs a point, and 100 guessed fields in one document cost 100', async () => {
    const server = await startLimitedServer();
    expect(remainingPoints(await send(server, '{'))).toBe(99);
    expect(remainingPoints(await send(server, '{ people }'))).toBe(98);
    const aliases = Array.from({ length: 40 }, (_, at) => `a${at}: __typename`).join(' ');
    expect(remainingPoints(await send(server, `{ ${aliases} }`))).toBe(58);
  });

  test('each token has its own points', async () => {
    const server = await startLimitedServer();
    await send(server, PAGE);
    const mine = { authorization: 'Bearer good' };
    expect(remainingPoints(await send(server, '{ __typename }', mine))).toBe(99);
    expect(remainingPoints(await send(server, '{ __typename }'))).toBe(49);
  });

  test('a forged X-Forwarded-For gives no points', async () => {
    const server = await startLimitedServer();
    for (const at of [1, 2]) await send(server, PAGE, { 'x-forwarded-for': `192.0.2.${at}` });
    expect((await send(server, PAGE, { 'x-forwarded-for': '192.0.2.3' })).status).toBe(429);
  });

  test('behind a trusted proxy, the address that the proxy observed is charged, not the addresses in its header', async () => {
    const server = await startLimitedServer(databases()[0], { trustedProxies: ['127.0.0.1'] });
    expect(remainingPoints(await send(server, PAGE, { 'x-forwarded-for': '192.0.2.1' }))).toBe(50);
    expect(remainingPoints(await send(server, PAGE, { 'x-forwarded-for': '192.0.2.2' }))).toBe(50);
    expect(remainingPoints(await send(server, PAGE, { 'x-forwarded-for': '198.51.100.9, 192.0.2.2' }))).toBe(0);
  });

  test('after many invalid tokens, their network gets 429 for invalid tokens, and is answered with a valid token or without one', async () => {
    const server = await startLimitedServer();
    const replies = [];
    for (let at = 0; at < 70; at += 1) {
      replies.push(await send(server, '{ __typename }', { authorization: `Bearer wrong${at}` }));
    }
    const statuses = replies.map(({ status }) => status);
    expect(statuses.slice(0, 60).every((status) => status === 401)).toBe(true);
    expect(statuses.slice(60).every((status) => status === 429)).toBe(true);
    expect(replies[0]?.headers.get('ratelimit-policy')).toBe('"tokens";q=60;w=60');
    expect(replies[0]?.headers.get('ratelimit')).toMatch(/^"tokens";r=59;t=\d+$/);
    expect(replies[69]?.headers.get('retry-after')).not.toBeNull();
    const good = await send(server, '{ __typename }', { authorization: 'Bearer good' });
    expect([good.status, remainingPoints(good)]).toEqual([200, 99]);
    expect((await send(server, '{ __typename }')).status).toBe(200);
    expect((await send(server, '{ __typename }', { authorization: 'Bearer wrong' })).status).toBe(429);
  });

  test('without a limit, no response has rate limit headers', async () => {
    const server = await startLimitedServer(databases()[0], { rateLimit: 0 });
    const reply = await send(server, PAGE);
    expect(reply.status).toBe(200);
    expect(reply.headers.get('ratelimit')).toBeNull();
  });
});

describe('A limit counted in memory', () => {
  const POLICY = { name: 'default', unit: 'points', points: 100, windowSeconds: 60 };

  test('is per process: each of two processes grants all points', async () => {
    const [one, other] = [new RateLimit(POLICY), new RateLimit(POLICY)];
    expect(await one.charge('192.0.2.1', 100)).toMatchObject({ remaining: 0, isExceeded: false });
    expect(await one.charge('192.0.2.1', 1)).toMatchObject({ remaining: 0, isExceeded: true });
    expect(await other.charge('192.0.2.1', 100)).toMatchObject({ remaining: 0, isExceeded: false });
    expect(await one.charge('192.0.2.2', 1)).toMatchObject({ remaining: 99, isExceeded: false });
  });

  test('sends no statement to the database', async () => {
    const server = await startLimitedServer();
    let statements = 0;
    server.register.pool.on('acquire', () => {
      statements += 1;
    });
    const rejected = await send(server, '{ __typename }', { accept: 'image/png' });
    expect(rejected.status).toBe(406);
    expect(remainingPoints(rejected)).toBe(99);
    expect(statements).toBe(0);
  });
});

test.each([
  ['192.0.2.1', '192.0.2.1'],
  ['::ffff:192.0.2.1', '192.0.2.1'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:db8::1', '2001:db8:0:0::/64'],
  ['2001:DB8:0001::', '2001:db8:1:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['64:ff9b::192.0.2.1', '64:ff9b:0:0::/64'],
])('%s belongs to the network %s', (address, network) => {
  expect(networkOf(address)).toBe(network);
});
