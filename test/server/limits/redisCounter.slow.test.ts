import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import Fastify from 'fastify';
import { RateLimit } from '../../../src/server/limits/RateLimit.ts';
import { redisCounter } from '../../../src/server/limits/redisCounter.ts';
import { aDatabase } from '../../support/databases.ts';
import { type Redis, startRedis, withRedis } from '../../support/redis.ts';
import { openRegister, type TestRegister } from '../../support/register.ts';
import { type ObservedServer, startObservedServer } from '../telemetry/observedServer.ts';
import { LIMITS } from '../testServer.ts';

const POLICY = { name: 'default', unit: 'points', points: 100, windowSeconds: 60 };
// Long enough for a busy machine: a charge times out only when Redis does not answer at all.
const LONG_TIMEOUT_MS = 30_000;
const [FAILS, CONNECTED] = ['Redis fails', 'connected to Redis'];
const AWAY = 'redis://:hunter2@127.0.0.1:1';

const open: (() => void | Promise<void>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close();
});

/** The rate limit of one process that counts in Redis, and its log. */
async function aProcess(url: string, timeoutMs = LONG_TIMEOUT_MS) {
  const lines: Record<string, unknown>[] = [];
  const stream = { write: (line: string) => void lines.push(JSON.parse(line)) };
  const app = Fastify({ logger: { level: 'info', base: null, stream } });
  open.push(() => app.close());
  return { rate: new RateLimit(POLICY, await redisCounter(POLICY, url, app, timeoutMs)), lines };
}

test('a process that starts without Redis counts in memory, and logs it once', async () => {
  const { rate, lines } = await aProcess(AWAY);
  expect(await rate.charge('192.0.2.1', 60)).toMatchObject({ remaining: 40, isExceeded: false });
  expect(await rate.charge('192.0.2.1', 40)).toMatchObject({ remaining: 0, isExceeded: false });
  expect(await rate.charge('192.0.2.1', 1)).toMatchObject({ remaining: 0, isExceeded: true });
  expect(await rate.charge('192.0.2.2', 1)).toMatchObject({ remaining: 99, isExceeded: false });
  expect(lines).toEqual([
    expect.objectContaining({ level: 40, problem: 'connect ECONNREFUSED 127.0.0.1:1', msg: expect.any(String) }),
  ]);
  expect(JSON.stringify(lines)).not.toContain('hunter2');
});

withRedis('Processes that count the rate limit in one Redis', () => {
  let redis: Redis;
  beforeEach(async () => {
    redis = await startRedis();
  });
  afterEach(() => redis.kill());

  test('count together', async () => {
    const [one, other] = [await aProcess(redis.url), await aProcess(redis.url)];
    expect(await one.rate.charge('192.0.2.1', 60)).toMatchObject({ remaining: 40, isExceeded: false });
    expect(await other.rate.charge('192.0.2.1', 40)).toMatchObject({ remaining: 0, isExceeded: false });
    expect(await one.rate.charge('192.0.2.1', 1)).toMatchObject({ remaining: 0, isExceeded: true });
    expect(await other.rate.charge('192.0.2.2', 1)).toMatchObject({ remaining: 99, isExceeded: false });
    for (const { lines } of [one, other]) expect(countIn(lines, FAILS)).toBe(0);
  });

  test('count separately while Redis is down, and together when it is up again', async () => {
    const [one, other] = [await aProcess(redis.url), await aProcess(redis.url)];
    await one.rate.charge('192.0.2.1', 90);
    await redis.kill();
    // In memory, each process grants all points, and no more.
    for (const { rate } of [one, other]) {
      expect(await rate.charge('192.0.2.1', 100)).toMatchObject({ remaining: 0, isExceeded: false });
      expect(await rate.charge('192.0.2.1', 1)).toMatchObject({ remaining: 0, isExceeded: true });
    }
    await redis.start();
    await Promise.all([one, other].map(({ lines }) => until(() => countIn(lines, CONNECTED) === 2)));
    expect(await one.rate.charge('192.0.2.1', 60)).toMatchObject({ remaining: 40, isExceeded: false });
    expect(await other.rate.charge('192.0.2.1', 40)).toMatchObject({ remaining: 0, isExceeded: false });
    expect(await one.rate.charge('192.0.2.1', 1)).toMatchObject({ isExceeded: true });
    for (const { lines } of [one, other]) expect(countIn(lines, FAILS)).toBe(1);
  });

  test('reject a client without points even while Redis is down', async () => {
    const { rate } = await aProcess(redis.url);
    expect(await rate.charge('192.0.2.1', 101)).toMatchObject({ isExceeded: true });
    await redis.kill();
    expect(await rate.charge('192.0.2.1', 1)).toMatchObject({ remaining: 0, isExceeded: true });
  });

  test('close a connection that hangs, and reconnect', async () => {
    const { rate, lines } = await aProcess(redis.url);
    redis.suspend();
    await until(() => countIn(lines, FAILS) === 1);
    expect(await rate.charge('192.0.2.1', 100)).toMatchObject({ remaining: 0, isExceeded: false });
    redis.resume();
    await until(() => countIn(lines, CONNECTED) === 2);
    expect(await rate.charge('192.0.2.1', 1)).toMatchObject({ remaining: 99, isExceeded: false });
  });

  test('count in memory when Redis does not answer in time', async () => {
    const { rate, lines } = await aProcess(redis.url, 50);
    redis.suspend();
    expect(await rate.charge('192.0.2.1', 100)).toMatchObject({ remaining: 0, isExceeded: false });
    expect(await rate.charge('192.0.2.1', 1)).toMatchObject({ remaining: 0, isExceeded: true });
    expect(countIn(lines, FAILS)).toBe(1);
    redis.resume();
    await until(async () => {
      await rate.charge('192.0.2.3', 1);
      return (await redis.keys()).includes('registre:rate-limit:default:192.0.2.3');
    });
  });

  test('count in memory when Redis rejects the command, and log the reason', async () => {
    await redis.execute(['ACL', 'SETUSER', 'reader', 'on', '>hunter2', '~*', '+get', '+ping']);
    const { rate, lines } = await aProcess(redis.url.replace(/\/\/.*@/, '//reader:hunter2@'));
    expect(await rate.charge('192.0.2.1', 101)).toMatchObject({ isExceeded: true });
    expect(countIn(lines, FAILS)).toBe(1);
    expect(lines).toContainEqual(expect.objectContaining({ problem: expect.stringMatching(/^NOPERM .*'eval'/) }));
  });
});

withRedis('A server that counts the rate limit in Redis', () => {
  let redis: Redis;
  let register: TestRegister;
  beforeAll(async () => {
    redis = await startRedis();
    register = await openRegister(aDatabase().open);
  });
  afterAll(async () => {
    await register?.close();
    await redis?.kill();
  });

  const startLimitedServer = async (limits: Partial<typeof LIMITS>): Promise<ObservedServer> => {
    const server = await startObservedServer(register, {
      limits: { ...LIMITS, ...limits, rateLimitRedisUrl: redis.url },
    });
    open.push(() => server.close());
    return server;
  };

  test('sends the same headers and errors as in memory', async () => {
    const server = await startLimitedServer({ costLimit: 100, rateLimit: 100 });
    // Redis and the memory of the process grant one such request each: one of three is rejected, however slow Redis is.
    const replies: Response[] = [];
    for (let turn = 0; turn < 3; turn += 1) {
      replies.push(await server.sendQuery('{ startups(first: 80) { nodes { name } } }'));
    }
    const rejected = replies.find(({ status }) => status === 429);
    const retry = rejected?.headers.get('retry-after');
    expect(rejected?.headers.get('ratelimit-policy')).toBe('"default";q=100;w=60');
    expect(rejected?.headers.get('ratelimit')).toBe(`"default";r=0;t=${retry}`);
    expect(await rejected?.json()).toMatchObject({ errors: [{ extensions: { code: 'RATE_LIMITED', limit: 100 } }] });
    expect(replies[0]?.headers.get('ratelimit')).toMatch(/^"default";r=\d+;t=\d+$/);
    await until(async () => (await redis.keys()).includes('registre:rate-limit:default:127.0.0.1'));
  });

  test('answers every request when Redis stops under load, and counts in Redis when it is up again', async () => {
    const server = await startLimitedServer({ rateLimit: 1_000_000 });
    const statuses = new Map<number, number>();
    let sent = 0;
    let isLoaded = true;
    const load = async () => {
      while (isLoaded) {
        const { status } = await server.sendQuery('{ register { version } }');
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
        sent += 1;
      }
    };
    const loading = [load(), load(), load()];
    await until(() => sent > 30);
    await redis.kill();
    const atDeath = sent;
    await until(() => sent > atDeath + 30);
    await redis.start();
    await until(async () => (await redis.keys()).includes('registre:rate-limit:default:127.0.0.1'));
    isLoaded = false;
    await Promise.all(loading);
    expect([...statuses.keys()]).toEqual([200]);
    expect(countIn(server.lines, FAILS)).toBeGreaterThan(0);
  });
});

function countIn(lines: readonly Record<string, unknown>[], message: string): number {
  return lines.filter(({ msg }) => String(msg).startsWith(message)).length;
}

/** Waits until a condition holds; fails after 20 seconds. */
async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  const giveUp = AbortSignal.timeout(20_000);
  while (!(await holds())) {
    giveUp.throwIfAborted();
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
