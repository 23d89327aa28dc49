import type { Pool } from 'pg';
import { fail, isError } from '../errors/errors.ts';
import type { Database } from './database.ts';
import { DATABASE_NEWER, DATABASE_NOT_MIGRATED } from './databaseErrors.ts';
import { migrationNames } from './migrations/migrations.ts';

export type MigratedDatabase = Pick<Database, 'dataSource' | 'pool' | 'shared'>;

/**
 * Runs the missing migrations, each in a transaction. Processes that migrate at the same time wait for each other. Fails with
 * DATABASE_NEWER if the database has a migration that this version of the software lacks.
 * @returns the names of the migrations that were run.
 */
export async function migrate(database: MigratedDatabase): Promise<string[]> {
  if ((await missingMigrations(database.pool)).length === 0) return [];
  return database.shared ? runLocked(database) : run(database);
}

/** Fails with DATABASE_NOT_MIGRATED if migrations are missing, with DATABASE_NEWER if the database has unknown ones. */
export async function requireMigrated({ pool }: Database): Promise<void> {
  const missing = await missingMigrations(pool);
  if (missing.length > 0) fail(DATABASE_NOT_MIGRATED, { lacking: missing.length });
}

/** Whether the database has exactly the migrations of this version, lacks some, or has newer ones. */
export async function migrationState({ pool }: Database): Promise<'current' | 'lacking' | 'newer'> {
  try {
    return (await missingMigrations(pool)).length === 0 ? 'current' : 'lacking';
  } catch (error) {
    if (isError(error, DATABASE_NEWER)) return 'newer';
    throw error;
  }
}

/** The names of the migrations that the database lacks. Fails with DATABASE_NEWER if it has unknown migrations. */
export async function missingMigrations(pool: Pool): Promise<string[]> {
  const { rows: tables } = await pool.query<{ there: boolean }>("SELECT to_regclass('migration') IS NOT NULL AS there");
  if (!tables[0]?.there) return migrationNames();
  const { rows } = await pool.query<{ name: string }>('SELECT name FROM migration ORDER BY id');
  const known = new Set(migrationNames());
  const newer = rows.find(({ name }) => !known.has(name));
  if (newer) fail(DATABASE_NEWER, { migration: newer.name });
  const done = new Set(rows.map(({ name }) => name));
  return migrationNames().filter((name) => !done.has(name));
}

async function runLocked(database: MigratedDatabase): Promise<string[]> {
  const client = await database.pool.connect();
  try {
    // A second process waits for this lock, then finds no missing migration.
    await client.query("BEGIN; SET LOCAL lock_timeout = 0; SELECT pg_advisory_xact_lock(hashtext('registre migrate'))");
    return await run(database);
  } finally {
    await client.query('ROLLBACK');
    client.release();
  }
}

async function run({ dataSource }: MigratedDatabase): Promise<string[]> {
  const done = await dataSource.runMigrations();
  return done.map(({ name }) => name);
}
