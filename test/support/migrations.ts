import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Pool } from 'pg';
import { openEmbedded } from '../../src/database/embedded/embeddedDatabase.ts';
import { MIGRATIONS_FOLDER } from '../../src/database/migrations/migrations.ts';
import type { OpenDatabase } from './databases.ts';

/** An empty database whose migrations a test runs in parts, to write rows in between. */
export interface PartlyMigrated {
  readonly pool: Pool;
  /** Runs the migrations that did not run yet, up to but without the file of this name; default: all. */
  migrateBefore(file?: string): Promise<void>;
  close(): Promise<void>;
}

export async function openPartlyMigrated(open: OpenDatabase): Promise<PartlyMigrated> {
  const database = await open();
  const { connection } = database;
  const embedded = connection.kind === 'embedded' ? openEmbedded(connection.directory, connection.copyOf) : null;
  const pool = new Pool(connection.kind === 'url' ? { connectionString: connection.url } : embedded?.poolSettings);
  pool.on('error', () => undefined);
  const files = (await readdir(MIGRATIONS_FOLDER)).filter((file) => file.endsWith('.sql')).sort();
  return {
    pool,
    async migrateBefore(end) {
      while (files[0] !== undefined && (end === undefined || files[0] < end)) {
        await pool.query(await readFile(join(MIGRATIONS_FOLDER, files.shift() ?? ''), 'utf8'));
      }
    },
    async close() {
      await pool.end();
      await embedded?.close();
      await database.drop();
    },
  };
}
