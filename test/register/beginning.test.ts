import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Pool } from 'pg';
import { openEmbedded } from '../../src/database/embedded/embeddedDatabase.ts';
import { MIGRATIONS_FOLDER } from '../../src/database/migrations/migrations.ts';
import type { TestDatabase } from '../support/databases.ts';
import { onEachDatabase } from '../support/databases.ts';

/** The first step that remembers. */
const REMEMBERS = '0006-history.sql';

onEachDatabase('a register that was filled before it remembered', (open) => {
  let database: TestDatabase;
  let pool: Pool;
  let close: () => Promise<void>;

  beforeAll(async () => {
    database = await open();
    const { connection } = database;
    const embedded = connection.kind === 'embedded' ? openEmbedded(connection.directory, connection.copyOf) : null;
    pool = new Pool(connection.kind === 'url' ? { connectionString: connection.url } : embedded?.poolSettings);
    pool.on('error', () => undefined);
    close = async () => {
      await pool.end();
      await embedded?.close();
      await database.drop();
    };
    const files = (await readdir(MIGRATIONS_FOLDER)).filter((file) => file.endsWith('.sql')).sort();
    const run = async (file: string) => pool.query(await readFile(join(MIGRATIONS_FOLDER, file), 'utf8'));
    for (const file of files.filter((each) => each < REMEMBERS)) await run(file);
    await pool.query("INSERT INTO entity (slug, name, kind) VALUES ('dinsic', 'DINSIC', 'DIRECTORATE')");
    await pool.query('UPDATE register SET version = version + 1');
    for (const file of files.filter((each) => each >= REMEMBERS)) await run(file);
  });
  afterAll(() => close());

  test('has one line in its journal, and its rows as they are', async () => {
    const { rows } = await pool.query('SELECT version, command FROM journal');
    expect(rows).toEqual([{ version: 1, command: 'keepHistory' }]);
    const { rows: kept } = await pool.query('SELECT slug, valid_from, version FROM history.entity');
    expect(kept).toEqual([{ slug: 'dinsic', valid_from: 1, version: 1 }]);
  });

  test('remembers from then on', async () => {
    await pool.query("UPDATE entity SET name = 'DINUM'");
    await pool.query('UPDATE register SET version = version + 1');
    const { rows } = await pool.query('SELECT name, valid_from FROM history.entity ORDER BY valid_from');
    expect(rows).toEqual([
      { name: 'DINSIC', valid_from: 1 },
      { name: 'DINUM', valid_from: 2 },
    ]);
  });
});
