import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { Client, type Pool } from 'pg';
import type { DataSource } from 'typeorm';
import { poolOf } from '../../src/database/database.ts';
import { createDataSource } from '../../src/database/dataSource.ts';
import { erase } from '../../src/erasure/erase.ts';
import { change } from '../../src/register/change.ts';
import { type VersionWatcher, watchVersion } from '../../src/register/versionWatch/VersionWatcher.ts';
import { anEntity, aSource } from '../support/builders.ts';
import { onEachDatabase, POSTGRESQL } from '../support/databases.ts';
import { type NetworkProxy, startNetworkProxy } from '../support/networkProxy.ts';
import { openRegister, type TestRegister } from '../support/register.ts';

onEachDatabase('the version that a process knows', (open) => {
  let register: TestRegister;
  let watcher: VersionWatcher;

  beforeAll(async () => {
    register = await openRegister(open);
    watcher = await watchVersion({ ...register, shared: open === POSTGRESQL.open });
  });
  afterAll(async () => {
    await watcher.close();
    await register.close();
  });

  test('is the current version from the start, and after each change of this process', async () => {
    expect(watcher.current).toBe(0);
    for (const at of [1, 2, 3]) {
      await changed(register.dataSource, `INSERT INTO theme (slug, name) VALUES ('theme-${at}', 'Thème ${at}')`);
      expect(watcher.current).toBe(at);
    }
    const { version } = await register.load(aSource({ entities: [anEntity('dila')] }));
    expect(watcher.current).toBe(version);
  });

  test('does not change with a rolled-back change or a change that writes nothing', async () => {
    const before = watcher.current;
    await expect(changed(register.dataSource, 'INSERT INTO theme (slug) VALUES (NULL)')).rejects.toThrow('null value');
    await until(() => watcher.current !== null);
    expect(watcher.current).toBe(before);
    await change(register.dataSource, AUTHOR, async () => ({ wrote: false, result: null }));
    expect(watcher.current).toBe(before);
  });

  test('stays the same after an erasure, but its token changes', async () => {
    await changed(register.dataSource, "UPDATE entity SET name = 'Oubliée' WHERE slug = 'dila'");
    await changed(register.dataSource, "UPDATE entity SET name = 'Autre' WHERE slug = 'dila'");
    const { current, token } = watcher;
    await erase({
      ...{ dataSource: register.dataSource, pool: register.pool, texts: ['Oubliée'], members: [] },
      ...{ directory: 'not-there', publicUrl: 'http://localhost', memberSecret: async () => '' },
      ...{ reason: 'demande', replacement: '[effacé]' },
    });
    expect(watcher.current).toBe(current);
    expect(watcher.token).not.toBe(token);
    expect(watcher.token).toBe(await tokenOf(register.pool));
  });
});

describe('on PostgreSQL, the version of a process', () => {
  let register: TestRegister;
  let proxy: NetworkProxy;
  let elsewhere: DataSource;
  let watcher: VersionWatcher;

  beforeAll(async () => {
    const database = await POSTGRESQL.open('migrated');
    if (database.connection.kind !== 'url') throw new Error('there is no PostgreSQL');
    register = await openRegister(async () => database);
    proxy = await startNetworkProxy(database.connection.url);
    elsewhere = await createDataSource({ url: proxy.url }).initialize();
    poolOf(elsewhere).on('error', () => {});
    watcher = await watchVersion({ dataSource: elsewhere, pool: poolOf(elsewhere), shared: true });
  });
  afterEach(() => proxy.reconnect());
  afterAll(async () => {
    await watcher.close();
    await elsewhere.destroy();
    proxy.disconnect();
    await register.close();
  });

  const writes = () => changed(register.dataSource, "INSERT INTO theme (slug, name) VALUES (md5(random()::text), 'T')");
  const isWatchedAt = (version: number) => until(() => watcher.current === version);

  test('follows the changes of another process', async () => {
    for (let at = 0; at < 5; at += 1) await isWatchedAt(await writes());
  });

  test('follows SQL by hand, and the erasures of another process', async () => {
    await register.pool.query('UPDATE register SET version = version + 1');
    const token = await tokenOf(register.pool);
    await until(() => watcher.token === token);
    await register.pool.query("INSERT INTO erasure_record (actor, reason, occurrences) VALUES ('tests', 'demande', 1)");
    await until(() => watcher.token !== null && watcher.token !== token);
    expect(watcher.token).toBe(await tokenOf(register.pool));
  });

  test('is unknown after its connection breaks, then known again with the changes made meanwhile', async () => {
    proxy.disconnect();
    await until(() => watcher.current === null);
    const version = await writes();
    expect(watcher.token).toBeNull();
    await proxy.reconnect();
    await isWatchedAt(version);
    await register.pool.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%' OR query LIKE '%register_version_token() AS token'`,
    );
    await until(() => watcher.current === null);
    await isWatchedAt(await writes());
  });

  test('is unknown after STALE_AFTER when the connection hangs silently', async () => {
    proxy.dropPackets();
    const version = await writes();
    await until(() => watcher.current === null);
    await proxy.reconnect();
    await isWatchedAt(version);
  });

  test('is confirmed by one statement for any number of requests, if its connection is not broken', async () => {
    const version = await writes();
    await isWatchedAt(version);
    const { now } = performance;
    const clock = jest.spyOn(performance, 'now').mockImplementation(() => now.call(performance) + 10_000);
    const queries = jest.spyOn(Client.prototype, 'query');
    try {
      expect(watcher.token).toBeNull();
      const tokens = await Promise.all(Array.from({ length: 200 }, () => watcher.confirm()));
      const sent = queries.mock.calls.filter(([text]) => /public.register_version_token/.test(String(text)));
      expect(sent).toHaveLength(1);
      expect(new Set(tokens)).toEqual(new Set([await tokenOf(register.pool)]));
    } finally {
      clock.mockRestore();
      queries.mockRestore();
    }
    proxy.disconnect();
    await until(() => watcher.current === null);
    expect(await watcher.confirm()).toBeNull();
    await proxy.reconnect();
    await until(() => watcher.current === version);
  });

  test('decreases with a restore from a backup', async () => {
    await isWatchedAt(await writes());
    await register.pool.query(
      "BEGIN; SET LOCAL session_replication_role = 'replica'; UPDATE register SET version = 1; COMMIT",
    );
    await isWatchedAt(1);
  });

  test('is read again after a COMMIT without a response', async () => {
    const before = watcher.token;
    const lost = changed(elsewhere, "INSERT INTO theme (slug, name) VALUES ('perdu', 'Perdu'); SELECT pg_sleep(0.2)");
    proxy.disconnect();
    await expect(lost).rejects.toThrow();
    expect(watcher.token).toBeNull();
    await proxy.reconnect();
    await until(() => watcher.token === before);
  });
});

const AUTHOR = { actor: 'tests', command: 'test' };

async function changed(dataSource: DataSource, statement: string): Promise<number> {
  const { version } = await change(dataSource, AUTHOR, async (client) => {
    await client.query(statement);
    return { wrote: true, result: null };
  });
  return version;
}

async function tokenOf(pool: Pool): Promise<string | undefined> {
  const { rows } = await pool.query<{ token: string }>('SELECT register_version_token() AS token');
  return rows[0]?.token;
}

/** Waits until a condition is true. Otherwise, the test fails at its timeout. */
async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await new Promise((resolve) => setTimeout(resolve, 5));
}
