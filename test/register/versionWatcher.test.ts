import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Pool } from 'pg';
import type { DataSource } from 'typeorm';
import { poolOf } from '../../src/database/database.ts';
import { createDataSource } from '../../src/database/dataSource.ts';
import { erase } from '../../src/erasure/erase.ts';
import { change } from '../../src/register/change.ts';
import { type VersionWatcher, watchVersion } from '../../src/register/versionWatch/VersionWatcher.ts';
import { transactionClient } from '../../src/sql/rowWriter.ts';
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

  test('is that of the register from the start, and after each change of its own at once', async () => {
    expect(watcher.current).toBe(0);
    for (const at of [1, 2, 3]) {
      await changed(register.dataSource, `INSERT INTO theme (slug, name) VALUES ('theme-${at}', 'Thème ${at}')`);
      expect(watcher.current).toBe(at);
    }
    const { version } = await register.load(aSource({ entities: [anEntity('dila')] }));
    expect(watcher.current).toBe(version);
  });

  test('is not that of a change that was rolled back, nor raised by one that wrote nothing', async () => {
    const before = watcher.current;
    await expect(changed(register.dataSource, 'INSERT INTO theme (slug) VALUES (NULL)')).rejects.toThrow('null value');
    await until(() => watcher.current !== null);
    expect(watcher.current).toBe(before);
    await change(register.dataSource, AUTHOR, async () => ({ wrote: false, result: null }));
    expect(watcher.current).toBe(before);
  });

  test('stays where only the past is erased, but its token is another', async () => {
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
    expect(watcher.token).toBe(await stampOf(register.pool));
  });
});

describe('on PostgreSQL, the version that a process knows', () => {
  let register: TestRegister;
  let road: NetworkProxy;
  let elsewhere: DataSource;
  let watcher: VersionWatcher;

  beforeAll(async () => {
    const database = await POSTGRESQL.open('migrated');
    if (database.connection.kind !== 'url') throw new Error('there is no PostgreSQL');
    register = await openRegister(async () => database);
    road = await startNetworkProxy(database.connection.url);
    elsewhere = await createDataSource({ url: road.url }).initialize();
    poolOf(elsewhere).on('error', () => {});
    watcher = await watchVersion({ dataSource: elsewhere, pool: poolOf(elsewhere), shared: true });
  });
  afterEach(() => road.reconnect());
  afterAll(async () => {
    await watcher.close();
    await elsewhere.destroy();
    road.disconnect();
    await register.close();
  });

  const writes = () => changed(register.dataSource, "INSERT INTO theme (slug, name) VALUES (md5(random()::text), 'T')");
  const isToldOf = (version: number) => until(() => watcher.current === version);

  test('is told of what another process changed', async () => {
    for (let at = 0; at < 5; at += 1) await isToldOf(await writes());
  });

  test('is told of what was changed by hand, and of what was erased by another process', async () => {
    await register.pool.query('UPDATE register SET version = version + 1');
    const stamp = await stampOf(register.pool);
    await until(() => watcher.token === stamp);
    await register.pool.query("INSERT INTO erasure_record (actor, reason, occurrences) VALUES ('tests', 'demande', 1)");
    await until(() => watcher.token !== null && watcher.token !== stamp);
    expect(watcher.token).toBe(await stampOf(register.pool));
  });

  test('is not known once its connection was ended, then known again with what was changed meanwhile', async () => {
    road.disconnect();
    await until(() => watcher.current === null);
    const version = await writes();
    expect(watcher.token).toBeNull();
    await road.reconnect();
    await isToldOf(version);
    await register.pool.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%' OR query LIKE '%register_version_token() AS token'`,
    );
    await until(() => watcher.current === null);
    await isToldOf(await writes());
  });

  test('is not known, within its bound, once nothing arrives any more without a word', async () => {
    road.dropPackets();
    const version = await writes();
    await until(() => watcher.current === null);
    await road.reconnect();
    await isToldOf(version);
  });

  test('falls with a register that was restored from a backup', async () => {
    await isToldOf(await writes());
    await register.pool.query(
      "BEGIN; SET LOCAL session_replication_role = 'replica'; UPDATE register SET version = 1; COMMIT",
    );
    await isToldOf(1);
  });

  test('of a change whose commit was not answered is asked for before anything is believed', async () => {
    const before = watcher.token;
    const lost = changed(elsewhere, "INSERT INTO theme (slug, name) VALUES ('perdu', 'Perdu'); SELECT pg_sleep(0.2)");
    road.disconnect();
    await expect(lost).rejects.toThrow();
    expect(watcher.token).toBeNull();
    await road.reconnect();
    await until(() => watcher.token === before);
  });
});

const AUTHOR = { actor: 'tests', command: 'test' };

async function changed(dataSource: DataSource, statement: string): Promise<number> {
  const { version } = await change(dataSource, AUTHOR, async (manager) => {
    await (await transactionClient(manager)).query(statement);
    return { wrote: true, result: null };
  });
  return version;
}

async function stampOf(pool: Pool): Promise<string | undefined> {
  const { rows } = await pool.query<{ stamp: string }>('SELECT register_version_token() AS stamp');
  return rows[0]?.stamp;
}

/** Waits until it is so; the test fails by its time otherwise. */
async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 5));
}
