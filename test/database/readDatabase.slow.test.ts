import { once } from 'node:events';
import { type AddressInfo, connect, createServer as createProxy } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import Fastify from 'fastify';
import { Pool } from 'pg';
import { type Database, openDatabase } from '../../src/database/database.ts';
import { migrate } from '../../src/database/migrate.ts';
import { openReadDatabase, type ReadDatabase } from '../../src/database/readDatabase.ts';
import { routedTransaction } from '../../src/register/readRouting.ts';
import { type VersionWatcher, watchVersion } from '../../src/register/versionWatch/VersionWatcher.ts';
import { serveHealth } from '../../src/server/health.ts';
import { createServer } from '../../src/server/server.ts';
import { sql } from '../../src/sql/sql.ts';
import { releases } from '../operations/releases.ts';
import { LIMITS } from '../server/testServer.ts';
import { type Postgres, startPostgres, startStandby } from '../support/postgres.ts';
import { MEMBER_SECRET } from '../support/register.ts';

describe('a register on PostgreSQL with a replica', () => {
  let primary: Postgres;
  let standby: Postgres;
  let database: Database;
  let reads: ReadDatabase;
  let watcher: VersionWatcher;
  const settings = () => ({ databaseUrl: primary.url, databaseReadUrl: standby.url });
  const readSources = () => ({ pool: database.pool, readDatabase: { pool: reads.pool, watcher } });

  beforeAll(async () => {
    primary = await startPostgres();
    database = await openDatabase({ databaseUrl: primary.url, registreDir: '' });
    await migrate(database);
    standby = await startStandby(primary.url);
    reads = await openReadDatabase(database, settings());
    watcher = await watchVersion(database);
  });
  afterEach(() => replayed('resume'));
  afterAll(async () => {
    await watcher.close();
    await reads.close();
    await standby.stop();
    await database.close();
    await primary.stop();
  });

  test('reads from the replica, on read-only connections', async () => {
    expect(await readFrom()).toBe('replica');
    await expect(reads.pool.query("INSERT INTO theme (slug, name) VALUES ('a', 'A')")).rejects.toMatchObject({
      code: '25006',
    });
  });

  test('sets the parameters of its connections by SQL: poolers reject the startup parameter `options`', async () => {
    const startupMessages: string[] = [];
    const { port, hostname } = new URL(primary.url);
    const proxy = createProxy((client) => {
      client.once('data', (message) => startupMessages.push(String(message)));
      client.pipe(connect(Number(port), hostname)).pipe(client);
    }).listen(0, '127.0.0.1');
    await once(proxy, 'listening');
    const url = new URL(primary.url);
    url.port = String((proxy.address() as AddressInfo).port);
    const writing = await openDatabase({ databaseUrl: url.href, registreDir: '' });
    const reading = await openReadDatabase(writing, { databaseUrl: url.href, databaseReadUrl: null });
    const parameters = `SELECT ${[
      'timezone',
      'datestyle',
      'lock_timeout',
      'default_transaction_read_only',
      'jit',
      'enable_mergejoin',
    ]
      .map((name) => `current_setting('${name}') AS ${name}`)
      .join()}`;
    const expected = { timezone: 'UTC', datestyle: 'ISO, YMD', lock_timeout: '10s' };
    expect((await writing.pool.query(parameters)).rows).toMatchObject([
      { ...expected, default_transaction_read_only: 'off' },
    ]);
    expect((await reading.pool.query(parameters)).rows).toEqual([
      { ...expected, default_transaction_read_only: 'on', jit: 'off', enable_mergejoin: 'off' },
    ]);
    expect(startupMessages.length).toBeGreaterThan(1);
    expect(startupMessages.filter((message) => message.includes('options'))).toEqual([]);
    await reading.close();
    await writing.close();
    proxy.close();
  });

  test('reads from the primary while the replica lacks the latest version', async () => {
    await replayed('pause');
    await raised();
    expect(await readFrom()).toBe('primary');
    await replayed('resume');
    while ((await readFrom()) !== 'replica');
  });

  test('reads from the replica while the latest version is unknown', async () => {
    await replayed('pause');
    await raised();
    expect(await readFrom({ token: null })).toBe('replica');
  });

  test('returns the change of a command to its own response and to the next read', async () => {
    await replayed('pause');
    const app = await createServer({
      ...{ ...readSources(), dataSource: database.dataSource, memberSecret: MEMBER_SECRET, releases, limits: LIMITS },
      ...{ logLevel: 'silent', authenticate: async () => ({ name: 'tests', role: 'EDITOR' }) as const },
    });
    const ask = async (query: string) =>
      (await app.inject({ method: 'POST', url: '/graphql', payload: { query } })).json();
    const created = await ask(
      'mutation { createEntity(input: { name: "DILA", slug: "dila", kind: DIRECTORATE }) { entity { slug name } } }',
    );
    expect(created).toMatchObject({ data: { createEntity: { entity: { slug: 'dila', name: 'DILA' } } } });
    expect(await ask('{ register { version } entity(by: { slug: "dila" }) { name } }')).toMatchObject({
      data: { register: { version: watcher.current }, entity: { name: 'DILA' } },
    });
    await app.close();
  });

  test('reports whether both databases are up', async () => {
    const app = Fastify();
    serveHealth(app, {
      pool: database.pool,
      replica: reads.pool,
      shared: true,
      migrations: async () => 'current',
    }).start();
    const both = await app.inject('/readyz');
    expect([both.statusCode, both.json()]).toMatchObject([200, { checks: { database: 'up', replica: 'up' } }]);
    await app.close();
  });

  test('is not ready while the replica is unreachable', async () => {
    const app = Fastify();
    const away = new Pool({ connectionString: 'postgres://user@127.0.0.1:1/registre' });
    serveHealth(app, { pool: database.pool, replica: away, shared: true, migrations: async () => 'current' }).start();
    const one = await app.inject('/readyz');
    expect([one.statusCode, one.json()]).toMatchObject([503, { checks: { database: 'up', replica: 'down' } }]);
    await app.close();
  });

  test('rejects at the start a replica that is unreachable, of another register, or that stays behind', async () => {
    const opened = (databaseReadUrl: string) =>
      openReadDatabase(database, { databaseUrl: primary.url, databaseReadUrl }, { for: 300, every: 50 });
    await expect(opened('postgres://user:hunter2@127.0.0.1:1/registre')).rejects.toMatchObject({
      code: 'DATABASE_UNREACHABLE',
      message: expect.stringMatching(/127\.0\.0\.1:1\/registre .*DATABASE_READ_URL/),
    });
    await database.pool.query('CREATE DATABASE another');
    const another = primary.url.replace(/postgres$/, 'another');
    await expect(opened(another)).rejects.toMatchObject({
      code: 'REPLICA_BEHIND',
      message: expect.stringMatching(/another still lacks \d+ migration/),
    });
    const other = await openDatabase({ databaseUrl: another, registreDir: '' });
    await migrate(other);
    await expect(opened(another)).rejects.toMatchObject({ code: 'REPLICA_OF_ANOTHER' });
    await other.close();
  });

  async function readFrom(watched: { readonly token: string | null } = watcher): Promise<'replica' | 'primary'> {
    const transaction = routedTransaction({
      pool: database.pool,
      readDatabase: { pool: reads.pool, watcher: watched },
    });
    const [row] = await transaction.current.rows<{ replica: boolean }>(sql`SELECT pg_is_in_recovery() AS replica`);
    await transaction.close();
    return row?.replica ? 'replica' : 'primary';
  }

  /** Makes a version, and waits until it is known. */
  async function raised(): Promise<void> {
    const { rows } = await database.pool.query<{ version: number }>(
      'UPDATE register SET version = version + 1 RETURNING version',
    );
    while (watcher.current !== rows[0]?.version) await new Promise((resolve) => setTimeout(resolve, 5));
  }

  async function replayed(how: 'pause' | 'resume'): Promise<void> {
    await reads.pool.query(`SELECT pg_wal_replay_${how}()`);
  }
});
