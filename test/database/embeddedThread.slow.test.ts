import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { Pool, type PoolClient } from 'pg';
import { type CheckedOutClient, checkOutClient } from '../../src/database/checkedOutClient.ts';
import { EmbeddedClient, type EmbeddedDatabase, openEmbedded } from '../../src/database/embedded/embeddedDatabase.ts';

const ENDLESS = 'SELECT count(*) FROM generate_series(1, 100000000000)';

describe('the embedded database in a directory', () => {
  let directory: string;
  let embedded: EmbeddedDatabase;
  let pool: Pool;
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'registre-thread-'));
    embedded = openEmbedded(directory);
    pool = new Pool(embedded.poolSettings);
    await pool.query('CREATE TABLE kept (n int)');
    await pool.query('INSERT INTO kept VALUES (1)');
  });
  afterEach(async () => {
    await pool.end();
    await embedded.close();
    await rm(directory, { recursive: true });
  });

  test('cancels an endless read without blocking the process, and reopens with all committed data', async () => {
    const held = await checkOutClient(pool);
    const endless = expect(held.client.query(ENDLESS)).rejects.toMatchObject({ code: '57014' });
    let ticks = 0;
    while (ticks < 20) {
      await new Promise((resolve) => setTimeout(resolve, 5));
      ticks += 1;
    }
    await end(held);
    await endless;
    expect(embedded.restarts()).toBe(0);
    expect(await kept()).toEqual([1]);
    expect(embedded.restarts()).toBe(1);
    expect(pool.totalCount).toBe(1);
  });

  test('cancels a running write, which leaves no rows', async () => {
    const held = await checkOutClient(pool);
    const writing = held.client.query(`INSERT INTO kept SELECT n FROM generate_series(1, 100000000) AS n`);
    const cut = expect(writing).rejects.toMatchObject({ code: '57014' });
    await new Promise((resolve) => setTimeout(resolve, 200));
    await end(held);
    await cut;
    expect(await kept()).toEqual([1]);
  });

  test('does nothing for a client without a running statement', async () => {
    const held = await checkOutClient(pool);
    await held.client.query('BEGIN');
    await held.client.query('INSERT INTO kept VALUES (2)');
    await embeddedOf(held.client).cancelStatement();
    await held.client.query('COMMIT');
    held.release();
    expect(await kept()).toEqual([1, 2]);
  });

  test('rejects the statements of a cancelled client, and no others', async () => {
    const held = await checkOutClient(pool);
    const both = [held.client.query(ENDLESS), held.client.query('SELECT 1')];
    const outcomes = Promise.allSettled(both);
    await new Promise((resolve) => setTimeout(resolve, 50));
    await end(held);
    expect((await outcomes).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(await kept()).toEqual([1]);
  });

  async function kept(): Promise<number[]> {
    return (await pool.query<{ n: number }>('SELECT n FROM kept ORDER BY n')).rows.map(({ n }) => n);
  }
});

test('in memory, where cancelling would lose the data, a statement is not cancelled', async () => {
  const embedded = openEmbedded(null);
  const pool = new Pool(embedded.poolSettings);
  await pool.query('CREATE TABLE kept AS SELECT 1 AS n');
  const held = await checkOutClient(pool);
  const long = held.client.query('SELECT count(*)::int AS n FROM generate_series(1, 1000000)');
  await embeddedOf(held.client).cancelStatement();
  expect((await long).rows).toEqual([{ n: 1_000_000 }]);
  held.release();
  expect((await pool.query('SELECT n FROM kept')).rows).toEqual([{ n: 1 }]);
  await pool.end();
  await embedded.close();
});

async function end({ client, release }: CheckedOutClient): Promise<void> {
  await embeddedOf(client).cancelStatement();
  await expect(client.query('SELECT 1')).rejects.toThrow();
  release();
}

function embeddedOf(client: PoolClient): EmbeddedClient {
  if (client instanceof EmbeddedClient) return client;
  throw new Error('it is not a client of the embedded database');
}
