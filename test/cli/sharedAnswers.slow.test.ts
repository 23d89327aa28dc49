import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { POSTGRESQL } from '../support/databases.ts';
import { type Redis, startRedis, withRedis } from '../support/redis.ts';
import { aWorkplace, type Workplace } from './registre.ts';

let place: Workplace;
beforeAll(async () => {
  place = await aWorkplace();
});
afterAll(() => place.remove());

test('a server whose shared answers are away starts, answers, tells it once, and stops', async () => {
  const ANSWERS_SHARED_URL = 'redis://:hunter2@127.0.0.1:1';
  const server = place.start(['serve'], { ANSWERS_SHARED_URL });
  const address = await server.ready();
  expect(await ask(address)).toBe(200);
  await passed(address, 'away');
  const { code, stderr } = await server.stop('SIGTERM');
  expect(code).toBe(0);
  const told = stderr.split('\n').filter((line) => line.includes('shared answers'));
  expect(told).toEqual([expect.stringMatching(/"level":"warn".*"problem":"connect ECONNREFUSED 127\.0\.0\.1:1"/)]);
  expect(stderr).not.toContain('hunter2');
});

withRedis('Two servers that share answers', () => {
  let redis: Redis;
  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(() => redis.kill());

  test('find what the other kept, fail nothing when Redis is killed, and stop while it hangs', async () => {
    const database = await POSTGRESQL.open();
    if (database?.connection.kind !== 'url') throw new Error('there is no PostgreSQL');
    const settings = {
      ...{
        DATABASE_URL: database.connection.url,
        ANSWERS_SHARED_URL: redis.url,
        PUBLIC_URL: 'https://registre.example',
      },
      ...{ MEMBER_SECRET: 'm'.repeat(32), TOKEN_SECRET: 't'.repeat(32), REGISTRE_DIR: `${place.folder}/none` },
    };
    const first = place.start(['serve'], settings);
    const firstAddress = await first.ready();
    const second = place.start(['serve'], settings);
    const secondAddress = await second.ready();

    await passed(firstAddress, 'kept');
    await passed(secondAddress, 'found');
    await redis.kill();
    await passed(firstAddress, 'away');
    await redis.start();
    await passed(firstAddress, 'kept');
    await passed(secondAddress, 'found');
    redis.hang();
    for (const server of [first, second]) expect((await server.stop('SIGTERM')).code).toBe(0);
    redis.goOn();
    await database.drop();
  });
});

/** Asks until something became of what is shared. */
async function passed(address: string, outcome: string): Promise<void> {
  const before = await counted(address, outcome);
  const giveUp = AbortSignal.timeout(15_000);
  for (let n = 0; (await counted(address, outcome)) === before; n += 1) {
    giveUp.throwIfAborted();
    expect(await ask(address, n)).toBe(200);
  }
}

async function ask(address: string, n = 0): Promise<number> {
  const query = `{ startups { totalCount } asked${n}: register { version } }`;
  return (await fetch(`${address}/graphql?query=${encodeURIComponent(query)}`)).status;
}

async function counted(address: string, outcome: string): Promise<number> {
  const text = await (await fetch(`${address}/metrics`)).text();
  return Number(
    new RegExp(`^registre_shared_answers_total\\{outcome="${outcome}"\\} (\\d+)`, 'm').exec(text)?.[1] ?? 0,
  );
}
