import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { Pool } from 'pg';
import { type EmbeddedDatabase, openEmbedded } from '../../src/database/embedded/embeddedDatabase.ts';
import { knownDatabaseError } from '../../src/database/knownDatabaseError.ts';
import { type SmallDisk, smallDisk, withSmallDisks } from '../support/smallDisk.ts';

withSmallDisks('The embedded database on a disk that fills up', () => {
  let disk: SmallDisk;
  let embedded: EmbeddedDatabase;
  let pool: Pool;
  beforeEach(async () => {
    disk = smallDisk(120);
    const directory = join(disk.path, 'register');
    mkdirSync(directory);
    embedded = openEmbedded(directory);
    pool = new Pool(embedded.poolSettings);
    pool.on('error', () => {});
    await pool.query('CREATE TABLE kept (n int, words text)');
    await pool.query("INSERT INTO kept VALUES (1, 'saved')");
  });
  afterEach(async () => {
    await pool.end();
    await embedded.close();
    disk.remove();
  });

  test('rejects writes and answers reads, then writes again once there is space', async () => {
    disk.fill();
    expect(await failureOf("INSERT INTO kept SELECT n, repeat('x', 900) FROM generate_series(10, 500) n")).toBe(
      'DATABASE_FULL',
    );
    expect(await kept()).toEqual([1]);
    disk.free();
    await pool.query("INSERT INTO kept VALUES (2, 'saved')");
    expect(await kept()).toEqual([1, 2]);
    expect(embedded.restarts()).toBe(0);
  });

  test('stops when its log has no space, and reopens with all committed data once there is space', async () => {
    disk.fill();
    // Segments that are there already are used up first.
    let written = 1;
    for (let failure: string | null = null; failure !== 'DATABASE_FULL'; ) {
      failure = await failureOf(`UPDATE kept SET n = ${written + 1}`);
      if (failure === null) written += 1;
      await failureOf('SELECT pg_switch_wal()');
    }
    expect(await failureOf('SELECT n FROM kept')).toBe('DATABASE_FULL');
    disk.free();
    expect(await kept()).toEqual([written]);
    await pool.query("INSERT INTO kept VALUES (0, 'saved')");
    expect(await kept()).toEqual([0, written]);
    expect(embedded.restarts()).toBe(1);
  });

  test('closes, and reopens with all committed data', async () => {
    disk.fill();
    await pool.end();
    await embedded.close();
    disk.free();
    embedded = openEmbedded(join(disk.path, 'register'));
    pool = new Pool(embedded.poolSettings);
    expect(await kept()).toEqual([1]);
  });

  async function kept(): Promise<number[]> {
    const { rows } = await pool.query<{ n: number }>('SELECT n FROM kept ORDER BY n');
    return rows.map(({ n }) => n);
  }

  /** The code of what a statement fails with; null if it does not. */
  async function failureOf(sql: string): Promise<string | null> {
    try {
      await pool.query(sql);
      return null;
    } catch (error) {
      return knownDatabaseError(error)?.code ?? String(error);
    }
  }
});
