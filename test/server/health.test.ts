import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { onEachDatabase } from '../support/databases.ts';
import { openRegister, type TestRegister } from '../support/register.ts';
import { startObservedServer } from './telemetry/observedServer.ts';

onEachDatabase('The health of a server', (open) => {
  let register: TestRegister;
  beforeAll(async () => {
    register = await openRegister(open);
  });
  afterAll(() => register.close());

  test('the server is alive and ready, and reports its checks', async () => {
    const served = await startObservedServer(register);
    for (const method of ['GET', 'HEAD']) {
      for (const path of ['/livez', '/readyz']) {
        const response = await served.send(path, { method });
        expect(response.status).toBe(200);
        expect(response.headers.get('cache-control')).toBe('no-store');
      }
    }
    expect(await (await served.send('/readyz')).json()).toEqual({
      status: 'ready',
      checks: { database: 'up', migrations: 'current', starting: false, draining: false },
    });
    await served.close();
  });

  test.each([
    ['lacking', 503],
    ['newer', 200],
  ] as const)('a database whose migrations are %s answers %i', async (migrations, status) => {
    const served = await startObservedServer(register, { migrations: async () => migrations });
    const response = await served.send('/readyz');
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ checks: { migrations } });
    await served.close();
  });

  test('the server is alive, but not ready, while the database fails', async () => {
    const served = await startObservedServer(register, { migrations: () => Promise.reject(new Error('no')) });
    const response = await served.send('/readyz');
    expect(response.status).toBe(503);
    expect(response.headers.get('retry-after')).toBe('5');
    expect((await served.send('/livez')).status).toBe(200);
    await served.close();
  });

  test('a server that still updates its data is not ready, but answers', async () => {
    const served = await startObservedServer(register, { starting: true });
    const response = await served.send('/readyz');
    expect(response.status).toBe(503);
    expect(await response.json()).toMatchObject({ status: 'not ready', checks: { database: 'up', starting: true } });
    expect((await served.sendQuery('{ register { version } }')).status).toBe(200);
    await served.close();
  });

  test('a server that shuts down is not ready, but still answers', async () => {
    const served = await startObservedServer(register);
    expect(served.health.msSinceProbe()).toBeNull();
    served.health.drain();
    const response = await served.send('/readyz');
    expect(response.status).toBe(503);
    expect(await response.json()).toMatchObject({ status: 'not ready', checks: { draining: true } });
    expect(served.health.msSinceProbe()).toBeGreaterThanOrEqual(0);
    const lastResponse = await served.sendQuery('{ register { version } }');
    expect(lastResponse.headers.get('connection')).toBe('close');
    expect(await lastResponse.json()).toMatchObject({ data: { register: { version: 0 } } });
    await served.close();
  });

  test.each([
    [true, 503, 'down'],
    [false, 200, 'busy'],
  ])('a database without free connections, shared: %s, gives %i: %s', async (shared, status, database) => {
    const served = await startObservedServer(register, { shared });
    const { pool } = register;
    const held = await Promise.all(Array.from({ length: pool.options.max }, () => pool.connect()));
    const response = await served.send('/readyz');
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ checks: { database } });
    expect((await served.send('/livez')).status).toBe(200);
    for (const client of held) client.release();
    await served.close();
  });
});
