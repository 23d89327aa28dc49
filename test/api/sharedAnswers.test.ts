import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { openSharedAnswers } from '../../src/api/kept/openSharedAnswers.ts';
import { createServer } from '../../src/api/server.ts';
import { Metrics } from '../../src/api/telemetry/Metrics.ts';
import { readSettings } from '../../src/foundation/settings.ts';
import { readReference } from '../../src/importing/reference/reference.ts';
import { change } from '../../src/register/change.ts';
import { type KnownVersion, knowVersion } from '../../src/register/known/KnownVersion.ts';
import { releases } from '../operations/releases.ts';
import { POSTGRESQL, type TestDatabase } from '../support/databases.ts';
import { type Redis, startRedis, withRedis } from '../support/redis.ts';
import { AN_ADMIN, MEMBER_SECRET, openRegister, type TestRegister } from '../support/register.ts';
import { LIMITS } from './serving.ts';

const NAMED = '{ register { version } entity(slug: "etalab") { name } startups(first: 20) { nodes { slug name } } }';

withRedis('Answers that two servers of one PostgreSQL share', () => {
  let redis: Redis;
  let database: TestDatabase;
  let [first, second]: Server[] = [];
  const all: Server[] = [];
  const anotherServer = async (environment: Record<string, string>) => {
    const server = await aServer(database, environment);
    all.push(server);
    return server;
  };
  const servers = () => {
    if (!first || !second) throw new Error('the servers did not start');
    return { first, second };
  };

  beforeAll(async () => {
    redis = await startRedis();
    const open = POSTGRESQL.open;
    if (!open) throw new Error('there is no PostgreSQL');
    database = await open('migrated');
    first = await anotherServer({ ANSWERS_SHARED_URL: redis.url });
    second = await anotherServer({ ANSWERS_SHARED_URL: redis.url });
    await first.register.load(readReference());
    await Promise.all([reached(first), reached(second)]);
  });
  beforeEach(async () => {
    // Another version: nothing that was kept before is found.
    await rename(servers().first.register, `Nommée ${Math.random()}`);
    await sameVersion(servers());
  });
  afterAll(async () => {
    await Promise.all(all.map((each) => each.close()));
    await database?.drop();
    await redis?.kill();
  });

  test('are worked out by one, and sent by the other, byte for byte', async () => {
    const { first, second } = servers();
    const worked = await shared(first, NAMED);
    const before = second.statements();
    const found = await second.get(NAMED);
    expect(second.statements()).toBe(before);
    expect(found).toEqual(worked);
    expect(await second.outcome('found')).toBeGreaterThan(0);
  });

  test('are found by neither once either has changed the register', async () => {
    const { first, second } = servers();
    await shared(first, NAMED);
    const version = await rename(second.register, 'Changée par l’autre');
    expect((await second.get(NAMED)).text).toContain('Changée par l’autre');
    await sameVersion(servers());
    const reply = await first.get(NAMED);
    expect(JSON.parse(reply.text)).toMatchObject({
      data: { entity: { name: 'Changée par l’autre' }, register: { version } },
    });
  });

  test('are those of anyone: what a token is answered is neither shared nor looked for', async () => {
    const { first, second } = servers();
    const before = (await redis.held()).size;
    for (const server of [first, second, first]) {
      const reply = await server.get(NAMED, { authorization: 'Bearer x' });
      expect(reply.cacheControl).toBe('private, no-store');
    }
    expect((await redis.held()).size).toBe(before);
    expect((await first.get(NAMED)).cacheControl).toMatch(/^public/);
  });

  test('are worked out again when what is there is not one', async () => {
    const { first, second } = servers();
    const worked = await shared(first, NAMED);
    const unreadable = await second.outcome('unreadable');
    const [key, value] = await theOneOf(worked.text);
    const wrong = [
      '',
      'garbage\n{}',
      '{"form":2}\n{}',
      value.subarray(0, -1),
      Buffer.from(value.toString().replace('"cost":', '"cout":')),
      Buffer.from(value.toString().replace('"cacheControl":"', '"cacheControl":"x\\r\\nset-cookie: a')),
      Buffer.alloc(500_000, 10),
    ];
    for (const each of wrong) {
      await redis.put(key, each);
      // Another question of the same key is not asked twice by one process: a new server has kept nothing yet.
      const fresh = await anotherServer({ ANSWERS_SHARED_URL: redis.url });
      await Promise.all([reached(fresh), sameVersion({ first, second: fresh })]);
      expect(await fresh.get(NAMED)).toEqual(worked);
      expect(await fresh.outcome('unreadable')).toBe(1);
    }
    expect(await second.outcome('unreadable')).toBe(unreadable);
  });

  test('are not found by a server that is set up to answer otherwise', async () => {
    const { first } = servers();
    await shared(first, NAMED);
    const other = await anotherServer({ ANSWERS_SHARED_URL: redis.url, COST_LIMIT: '4000' });
    await Promise.all([reached(other), sameVersion({ first, second: other })]);
    await other.get(NAMED);
    expect(await other.outcome('found')).toBe(0);
  });

  test('are passed over while Redis hangs, and found again once it goes on', async () => {
    const { first } = servers();
    redis.hang();
    try {
      const replies = await Promise.all(many(30, (n) => first.get(question(n))));
      expect(replies.map(({ status }) => status)).toEqual(replies.map(() => 200));
      expect(await first.outcome('late')).toBeGreaterThan(0);
      const late = await first.outcome('late');
      for (const n of many(20, (each) => each)) expect((await first.get(question(100 + n))).status).toBe(200);
      // One that hangs keeps nobody waiting a second time.
      expect(await first.outcome('late')).toBe(late);
    } finally {
      redis.goOn();
    }
    await reached(first, 1_000);
  });

  test('fail nothing when Redis is killed under load, and are shared again when it is back', async () => {
    const { first, second } = servers();
    let asked = 0;
    const statuses = new Map<number, number>();
    let isLoaded = true;
    const load = async (server: Server) => {
      while (isLoaded) {
        asked += 1;
        const { status } = await server.get(question(asked % 200));
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
      }
    };
    const loading = [load(first), load(first), load(second), load(second)];
    await until(() => asked > 50);
    await redis.kill();
    const atDeath = asked;
    await until(() => asked > atDeath + 100);
    expect(await first.outcome('away')).toBeGreaterThan(0);
    await redis.start();
    await Promise.all([reached(first, 2_000), reached(second, 3_000)]);
    isLoaded = false;
    await Promise.all(loading);
    expect([...statuses.keys()]).toEqual([200]);
    expect((await redis.held()).size).toBeGreaterThan(0);
  });

  async function theOneOf(text: string): Promise<[string, Buffer]> {
    for (const [key, value] of await redis.held()) if (value.toString().endsWith(text)) return [key, value];
    throw new Error('the answer was not shared');
  }
});

type Server = Awaited<ReturnType<typeof aServer>>;

/** A server with connections, and kept answers, of its own. */
async function aServer(database: TestDatabase, environment: Record<string, string>) {
  const register = await openRegister(async () => ({ ...database, drop: async () => {} }));
  const known: KnownVersion = await knowVersion(register);
  const metrics = new Metrics({ pool: register.pool, releases: null });
  const answers = await openSharedAnswers(readSettings(environment), metrics);
  let statements = 0;
  register.pool.on('acquire', () => {
    statements += 1;
  });
  const app = await createServer({
    dataSource: register.dataSource,
    pool: register.pool,
    actorOf: async ({ headers }) => (headers.authorization ? AN_ADMIN : null),
    memberSecret: MEMBER_SECRET,
    releases,
    limits: LIMITS,
    logLevel: 'silent',
    kept: { known, megabytes: 10, shared: answers },
  });
  answers?.beginWith(app);
  const address = await app.listen({ port: 0, host: '127.0.0.1' });
  return {
    register,
    known,
    statements: () => statements,
    async get(query: string, headers: Record<string, string> = {}) {
      const reply = await fetch(`${address}/graphql?query=${encodeURIComponent(query)}`, { headers });
      const cacheControl = reply.headers.get('cache-control');
      return { status: reply.status, etag: reply.headers.get('etag'), cacheControl, text: await reply.text() };
    },
    async outcome(name: string): Promise<number> {
      const line = new RegExp(`^registre_shared_answers_total\\{outcome="${name}"\\} (\\d+)`, 'm');
      return Number(line.exec(await metrics.text())?.[1] ?? 0);
    },
    async close() {
      await app.close();
      await known.close();
      await register.close();
    },
  };
}

/** Waits until a server asks what is shared: each question is another. */
async function reached(server: Server, from = 0): Promise<void> {
  const asked = async () => (await server.outcome('missing')) + (await server.outcome('found'));
  const before = await asked();
  let n = from;
  await until(async () => {
    n += 1;
    await server.get(question(10_000 + n));
    return (await asked()) > before;
  });
}

/** Asks, and waits until the answer is shared. */
async function shared(server: Server, query: string) {
  const before = await server.outcome('kept');
  const reply = await server.get(query);
  await until(async () => (await server.outcome('kept')) > before);
  return reply;
}

async function sameVersion({ first, second }: { first: Server; second: Server }): Promise<void> {
  await until(() => first.known.stamp !== null && first.known.stamp === second.known.stamp);
}

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  const giveUp = AbortSignal.timeout(15_000);
  while (!(await holds())) {
    giveUp.throwIfAborted();
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

function question(n: number): string {
  return `{ startups(first: 3) { nodes { slug } } asked${n}: register { version } }`;
}

function many<T>(count: number, make: (n: number) => T): T[] {
  return Array.from({ length: count }, (_none, n) => make(n));
}

async function rename({ dataSource }: TestRegister, name: string): Promise<number> {
  const author = { actor: 'tests', command: 'rename' };
  const { version } = await change(dataSource, author, async (manager) => {
    await manager.query("UPDATE entity SET name = $1 WHERE slug = 'etalab'", [name]);
    return { wrote: true, result: null };
  });
  return version;
}
