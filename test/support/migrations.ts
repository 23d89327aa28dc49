import 'reflect-metadata';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Pool } from 'pg';
import type { DataSource } from 'typeorm';
import { poolOf } from '../../src/database/database.ts';
import { createDataSource } from '../../src/database/dataSource.ts';
import { openEmbedded } from '../../src/database/embedded/embeddedDatabase.ts';
import { MIGRATIONS_FOLDER } from '../../src/database/migrations/migrations.ts';
import type { OpenDatabase } from './databases.ts';

/** An empty database whose migrations a test runs in parts, to write rows in between. */
export interface PartlyMigrated {
  readonly dataSource: DataSource;
  readonly pool: Pool;
  /** Runs the migrations that did not run yet, up to but without the file of this name; default: all. */
  migrateBefore(file?: string): Promise<void>;
  close(): Promise<void>;
}

export async function openPartlyMigrated(open: OpenDatabase): Promise<PartlyMigrated> {
  const database = await open();
  const { connection } = database;
  const embedded = connection.kind === 'embedded' ? openEmbedded(connection.directory, connection.copyOf) : null;
  const dataSource = createDataSource(
    connection.kind === 'url' ? { url: connection.url } : { embedded: embedded?.poolSettings ?? {} },
  );
  await dataSource.initialize();
  const pool = poolOf(dataSource);
  pool.on('error', () => undefined);
  const files = (await readdir(MIGRATIONS_FOLDER)).filter((file) => file.endsWith('.sql')).sort();
  return {
    dataSource,
    pool,
    async migrateBefore(end) {
      while (files[0] !== undefined && (end === undefined || files[0] < end)) {
        await pool.query(await readFile(join(MIGRATIONS_FOLDER, files.shift() ?? ''), 'utf8'));
      }
    },
    async close() {
      await dataSource.destroy();
      await embedded?.close();
      await database.drop();
    },
  };
}
