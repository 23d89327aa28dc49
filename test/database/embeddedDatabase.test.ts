import 'reflect-metadata';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { Pool } from 'pg';
import { DataSource } from 'typeorm';
import { type EmbeddedDatabase, openEmbedded } from '../../src/database/embedded/embeddedDatabase.ts';
import { sharedResource } from '../support/sharedResource.ts';

describe('behind a pg pool', () => {
  let embedded: EmbeddedDatabase;
  let pool: Pool;

  beforeAll(async () => {
    embedded = openEmbedded(null, (await sharedResource('embedded')).empty.archive);
    pool = new Pool(embedded.poolSettings);
    await pool.query('SELECT 1');
  });

  afterAll(async () => {
    await pool.end();
    await embedded.close();
  });

  afterEach(() => {
    expect(pool.totalCount).toBeLessThanOrEqual(1);
  });

  it('offers the three extensions, UTC and UTF-8', async () => {
    for (const name of ['unaccent', 'pg_trgm', 'btree_gist']) await pool.query(`CREATE EXTENSION ${name}`);
    expect(await rows("SELECT unaccent('été') AS plain, similarity('mot', 'mots') > 0.4 AS similar")).toEqual([
      { plain: 'ete', similar: true },
    ]);
    expect(await rows('SHOW TimeZone')).toEqual([{ TimeZone: 'UTC' }]);
    expect(await rows('SHOW server_encoding')).toEqual([{ server_encoding: 'UTF8' }]);
  });

  it('resets the time zone to UTC after a session that set another', async () => {
    const client = await pool.connect();
    await client.query("SET TIME ZONE 'Europe/Paris'");
    client.release(true);
    expect(await rows('SHOW TimeZone')).toEqual([{ TimeZone: 'UTC' }]);
  });

  it('accepts arrays, JSON, bytes and dates as parameters', async () => {
    const values = [[1, 2, 3], ['a"b', null, 'é,{'], { a: [1] }, Buffer.from('é'), new Date(0)];
    const sql =
      'SELECT 2 = ANY($1::int[]) AS found, $2::text[] AS t, $3::jsonb AS j, $4::bytea AS b, $5::timestamptz AS d';
    expect((await pool.query(sql, values)).rows).toEqual([
      { found: true, t: values[1], j: values[2], b: values[3], d: values[4] },
    ]);
  });

  it('repeats named statements, after an error and after the client was replaced', async () => {
    const divide = (by: number) => pool.query({ name: 'divide', text: 'SELECT 6 / $1::int AS n', values: [by] });
    expect((await divide(2)).rows).toEqual([{ n: 3 }]);
    expect((await divide(3)).rows).toEqual([{ n: 2 }]);
    await expect(divide(0)).rejects.toMatchObject({ code: '22012' });
    expect((await divide(1)).rows).toEqual([{ n: 6 }]);
    (await pool.connect()).release(true);
    expect((await divide(6)).rows).toEqual([{ n: 1 }]);
  });

  it.each<[string, string, unknown[], string]>([
    ['a simple query', 'SELEC 1', [], '42601'],
    ['a missing table', 'SELECT * FROM nowhere', [], '42P01'],
    ['a parameter', 'SELECT $1::int', ['x'], '22P02'],
    ['the execution', 'SELECT 1 / $1::int', [0], '22012'],
  ])('answers again after an error in %s', async (_title, sql, values, code) => {
    await expect(pool.query(sql, values)).rejects.toMatchObject({ code });
    expect(await rows('SELECT 1 AS n')).toEqual([{ n: 1 }]);
  });

  it('names the constraint that was violated', async () => {
    await pool.query('CREATE TABLE positive (n int CONSTRAINT positive_only CHECK (n > 0))');
    const violation = { code: '23514', constraint: 'positive_only', table: 'positive' };
    await expect(pool.query('INSERT INTO positive VALUES ($1)', [-1])).rejects.toMatchObject(violation);
  });

  it('aborts a transaction at its first error, up to its rollback or savepoint', async () => {
    const client = await pool.connect();
    await client.query('BEGIN');
    await client.query('SAVEPOINT before');
    await expect(client.query('SELECT 1 / $1::int', [0])).rejects.toMatchObject({ code: '22012' });
    await expect(client.query('SELECT 1')).rejects.toMatchObject({ code: '25P02' });
    await client.query('ROLLBACK TO before');
    expect((await client.query('SELECT 1 AS n')).rows).toEqual([{ n: 1 }]);
    await client.query('ROLLBACK');
    client.release();
  });

  it('reads one snapshot in a read-only transaction, and rejects writes', async () => {
    const client = await pool.connect();
    await client.query('BEGIN');
    await client.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY');
    expect((await client.query('SHOW transaction_isolation')).rows).toEqual([
      { transaction_isolation: 'repeatable read' },
    ]);
    await expect(client.query('CREATE TABLE written ()')).rejects.toMatchObject({ code: '25006' });
    await client.query('ROLLBACK');
    client.release();
  });

  it('makes other clients wait for the open transaction', async () => {
    const order: string[] = [];
    const client = await pool.connect();
    await client.query('BEGIN');
    const waiting = pool.query('SELECT 1').then(() => order.push('the other'));
    await new Promise((resolve) => setTimeout(resolve, 50));
    await client.query('SELECT 1');
    order.push('the transaction');
    await client.query('COMMIT');
    client.release();
    await waiting;
    expect(order).toEqual(['the transaction', 'the other']);
  });

  it('rolls back the transaction of a discarded client, like a server', async () => {
    const client = await pool.connect();
    await client.query('BEGIN');
    await client.query('CREATE TABLE leaked ()');
    client.release(true);
    expect(await rows("SELECT to_regclass('leaked') AS leaked")).toEqual([{ leaked: null }]);
  });

  it('rejects the running query of a discarded client', async () => {
    const client = await pool.connect();
    const cut = expect(client.query('SELECT count(*) FROM generate_series(1, $1::int)', [1000])).rejects.toThrow(
      'Connection terminated',
    );
    client.release(true);
    expect(await rows('SELECT 1 AS n')).toEqual([{ n: 1 }]);
    await cut;
  });

  it('reads in portions: by an SQL cursor, and by a portal of the protocol', async () => {
    const client = await pool.connect();
    await client.query('BEGIN');
    await client.query('DECLARE portions CURSOR FOR SELECT n FROM generate_series(1, 5) AS n');
    const sizes: number[] = [];
    while (sizes.at(-1) !== 0) sizes.push((await client.query('FETCH 2 FROM portions')).rows.length);
    expect(sizes).toEqual([2, 2, 1, 0]);
    await client.query('COMMIT');
    const portal = { text: 'SELECT n FROM generate_series(1, $1::int) AS n', values: [5], rows: 2 };
    expect((await client.query(portal)).rows).toHaveLength(5);
    client.release();
  });

  it('copies to a custom query object', async () => {
    const client = await pool.connect();
    const csv = await new Promise<string>((resolve, reject) => {
      const chunks: Uint8Array[] = [];
      client.query({
        submit: (connection) => connection.query("COPY (SELECT n, 'é' FROM generate_series(1, 2) AS n) TO STDOUT CSV"),
        handleCopyData: (message: { chunk: Uint8Array }) => chunks.push(message.chunk),
        handleCommandComplete: () => undefined,
        handleReadyForQuery: () => resolve(Buffer.concat(chunks).toString()),
        handleError: reject,
      });
    });
    expect(csv).toBe('1,é\n2,é\n');
    client.release();
  });

  it('rejects a second pool, which would share the transactions of the first', async () => {
    await pool.query('SELECT 1');
    const second = new Pool(embedded.poolSettings);
    const rejected = second.query('SELECT 1');
    await expect(rejected).rejects.toMatchObject({ cause: { message: expect.stringContaining('another pool') } });
    await second.end();
    expect(await rows('SELECT 1 AS n')).toEqual([{ n: 1 }]);
  });

  it('ignores statement_timeout', async () => {
    const client = await pool.connect();
    await client.query('SET statement_timeout = 20');
    await expect(client.query('SELECT pg_sleep(0.1)')).resolves.toMatchObject({ rowCount: 1 });
    client.release(true);
  });

  async function rows(sql: string): Promise<unknown[]> {
    return (await pool.query(sql)).rows;
  }
});

describe('in a directory', () => {
  let directory: string;

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'registre-embedded-'));
  });
  afterAll(() => rm(directory, { recursive: true }));

  it('serves a TypeORM DataSource, and has the committed data after a restart', async () => {
    const first = openEmbedded(directory);
    const source = new DataSource({ type: 'postgres', extra: first.poolSettings });
    await source.initialize();
    await source.query('CREATE TABLE kept (n int)');
    await source.transaction((manager) => manager.query('INSERT INTO kept VALUES ($1), (2)', [1]));
    const failing = source.transaction(async (manager) => {
      await manager.query('INSERT INTO kept VALUES (3)');
      await manager.query('SELECT 1 / 0');
    });
    await expect(failing).rejects.toMatchObject({ code: '22012' });
    await expect(source.query('SELECT * FROM nowhere')).rejects.toMatchObject({ code: '42P01' });
    expect(await source.query('SELECT count(*)::int AS n FROM kept')).toEqual([{ n: 2 }]);
    await source.destroy();

    await source.initialize();
    expect(await source.query('SELECT count(*)::int AS n FROM kept')).toEqual([{ n: 2 }]);
    await source.destroy();
    await first.close();
    await first.close();

    const second = openEmbedded(directory);
    const pool = new Pool(second.poolSettings);
    expect((await pool.query('SELECT n FROM kept ORDER BY n')).rows).toEqual([{ n: 1 }, { n: 2 }]);
    await pool.end();
    await second.close();
  });

  it('reports damaged files at the first connection', async () => {
    await writeFile(join(directory, 'pgdata/global/pg_control'), 'damaged');
    const damaged = openEmbedded(directory);
    const pool = new Pool(damaged.poolSettings);
    await expect(pool.query('SELECT 1')).rejects.toThrow('The embedded database could not be opened.');
    await expect(pool.query('SELECT 1')).rejects.toThrow('The embedded database could not be opened.');
    await pool.end();
    await damaged.close();
  });
});
