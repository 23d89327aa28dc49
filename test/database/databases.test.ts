import { afterEach, expect, it } from '@jest/globals';
import { Pool } from 'pg';
import { type EmbeddedDatabase, openEmbedded } from '../../src/database/embedded/embeddedDatabase.ts';
import { onEachDatabase, type TestDatabase } from '../support/databases.ts';

onEachDatabase('a test database', (open) => {
  let database: TestDatabase;
  let embedded: EmbeddedDatabase | null = null;
  let pool: Pool;

  afterEach(async () => {
    await pool.end();
    await embedded?.close();
    await database.drop();
  });

  it('answers queries and is empty', async () => {
    database = await open();
    const { connection } = database;
    embedded = connection.kind === 'embedded' ? openEmbedded(connection.directory, connection.copyOf) : null;
    pool = new Pool(connection.kind === 'url' ? { connectionString: connection.url } : embedded?.poolSettings);

    const { rows } = await pool.query(
      'SELECT version(), pg_encoding_to_char(encoding) AS encoding, datcollate AS collation FROM pg_database WHERE datname = current_database()',
    );
    expect(rows).toEqual([{ version: expect.stringMatching(/^PostgreSQL \d/), encoding: 'UTF8', collation: 'C' }]);
    const tables = await pool.query("SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace");
    expect(tables.rows).toEqual([]);
  });
});
