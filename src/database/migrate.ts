import type { Pool } from 'pg';
import { Refusal, refuse } from '../errors/errors.ts';
import type { Database } from './database.ts';
import { migrationNames } from './migrations/migrations.ts';

/**
 * Brings the database to this version, one transaction a step. Two processes at once wait for one another. A
 * database that holds a step this software does not know is of a newer version, and refused (DATABASE_NEWER).
 * @returns the steps that were carried out.
 */
export async function migrate(database: Database): Promise<string[]> {
  if ((await missingMigrations(database.pool)).length === 0) return [];
  return database.shared ? oneAtATime(database) : run(database);
}

/** Refuses a database that lacks steps (DATABASE_NOT_MIGRATED) or is of a newer version (DATABASE_NEWER). */
export async function requireMigrated({ pool }: Database): Promise<void> {
  const missing = await missingMigrations(pool);
  if (missing.length > 0) refuse('DATABASE_NOT_MIGRATED', { lacking: missing.length });
}

/** Where the database stands: at this version, before it, or beyond it. */
export async function migrationState({ pool }: Database): Promise<'current' | 'lacking' | 'newer'> {
  try {
    return (await missingMigrations(pool)).length === 0 ? 'current' : 'lacking';
  } catch (error) {
    if (error instanceof Refusal && error.code === 'DATABASE_NEWER') return 'newer';
    throw error;
  }
}

/** The steps that the database lacks. */
export async function missingMigrations(pool: Pool): Promise<string[]> {
  const { rows: tables } = await pool.query<{ there: boolean }>("SELECT to_regclass('migration') IS NOT NULL AS there");
  if (!tables[0]?.there) return migrationNames();
  const { rows } = await pool.query<{ name: string }>('SELECT name FROM migration ORDER BY id');
  const known = new Set(migrationNames());
  const newer = rows.find(({ name }) => !known.has(name));
  if (newer) refuse('DATABASE_NEWER', { migration: newer.name });
  const done = new Set(rows.map(({ name }) => name));
  return migrationNames().filter((name) => !done.has(name));
}

async function oneAtATime(database: Database): Promise<string[]> {
  const client = await database.pool.connect();
  try {
    // Who comes second waits here, then finds nothing left to do.
    await client.query("BEGIN; SET LOCAL lock_timeout = 0; SELECT pg_advisory_xact_lock(hashtext('registre migrate'))");
    return await run(database);
  } finally {
    await client.query('ROLLBACK');
    client.release();
  }
}

async function run({ dataSource }: Database): Promise<string[]> {
  const done = await dataSource.runMigrations();
  return done.map(({ name }) => name);
}
