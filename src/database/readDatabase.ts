import { Pool } from 'pg';
import type { Settings } from '../config/settings.ts';
import { refuse } from '../errors/errors.ts';
import { type Database, nameOf, problemOf, serverOf } from './database.ts';
import { READING_POOL } from './dataSource.ts';
import { missingMigrations } from './migrate.ts';

/** Where a server reads what it answers: a copy of the database, or the database itself. */
export interface ReadDatabase {
  readonly pool: Pool;
  /** Whether it is a copy, which may be behind. */
  readonly isReplica: boolean;
  close(): Promise<void>;
}

/**
 * Opens what is read from: the replica of DATABASE_READ_URL, else the database itself; on PostgreSQL by connections of its
 * own, which can't write: readers never take those of commands. To be called once the database is migrated; a replica is
 * given a moment to catch up with that. Refuses with DATABASE_UNREACHABLE, DATABASE_TOO_OLD, REPLICA_BEHIND or REPLICA_OF_ANOTHER.
 */
export async function openReadDatabase(
  database: Database,
  { databaseUrl, databaseReadUrl }: Pick<Settings, 'databaseUrl' | 'databaseReadUrl'>,
  patience = PATIENCE,
): Promise<ReadDatabase> {
  if (databaseUrl === null) return { pool: database.pool, isReplica: false, close: async () => {} };
  const url = databaseReadUrl ?? databaseUrl;
  const pool = new Pool({ connectionString: url, ...READING_POOL });
  // A connection that dies while idle says so by an event: the next query finds a fresh one.
  pool.on('error', () => {});
  try {
    if (databaseReadUrl !== null) await checkReplica(pool, nameOf(url), database, patience);
  } catch (error) {
    await pool.end();
    throw error;
  }
  return { pool, isReplica: databaseReadUrl !== null, close: () => pool.end() };
}

/** How long a replica may take to catch up with the migrations, and how often it is asked, in milliseconds. */
const PATIENCE = { for: 15_000, every: 200 };

async function checkReplica(pool: Pool, name: string, database: Database, patience: typeof PATIENCE): Promise<void> {
  const server = await serverOf(pool).catch((error) =>
    refuse('DATABASE_UNREACHABLE', { setting: 'DATABASE_READ_URL', database: name, problem: problemOf(error) }),
  );
  if (server.isTooOld) refuse('DATABASE_TOO_OLD', { server: server.version });
  await caughtUp(pool, name, patience);
  if (!(await isCopy(pool, database.pool))) refuse('REPLICA_OF_ANOTHER', { replica: name, database: database.name });
}

async function caughtUp(pool: Pool, name: string, patience: typeof PATIENCE): Promise<void> {
  const until = performance.now() + patience.for;
  for (;;) {
    const lacking = (await missingMigrations(pool)).length;
    if (lacking === 0) return;
    if (performance.now() > until) refuse('REPLICA_BEHIND', { replica: name, lacking, seconds: patience.for / 1000 });
    await new Promise((resolve) => setTimeout(resolve, patience.every));
  }
}

/** Whether what a replica says last is what the database says of that version: it may be behind, never elsewhere. */
async function isCopy(replica: Pool, database: Pool): Promise<boolean> {
  const last = await replica.query<{ version: number }>(LINE('(SELECT max(version) FROM journal)'));
  const same = await database.query(LINE('$1'), [last.rows[0]?.version]);
  return JSON.stringify(last.rows) === JSON.stringify(same.rows);
}

const LINE = (version: string) => `SELECT version, recorded_at, actor, command FROM journal WHERE version = ${version}`;
