import { Pool } from 'pg';
import type { Settings } from '../config/settings.ts';
import { fail } from '../errors/errors.ts';
import { connectionProblem, type Database, databaseName, serverVersion } from './database.ts';
import { DATABASE_TOO_OLD, DATABASE_UNREACHABLE, REPLICA_BEHIND, REPLICA_OF_ANOTHER } from './databaseErrors.ts';
import { READ_POOL } from './dataSource.ts';
import { missingMigrations } from './migrate.ts';

/** The database that the API and the pages read: a replica, or the primary. */
export interface ReadDatabase {
  readonly pool: Pool;
  /** Whether it is a replica, which may lag behind the primary. */
  readonly isReplica: boolean;
  close(): Promise<void>;
}

/**
 * Opens the replica of DATABASE_READ_URL. Without one, opens a second, read-only pool on the database, so that reads never wait for
 * the connections of commands. The embedded database has one pool only. Call it once the database is migrated; a replica has
 * 15 s to catch up. Fails with DATABASE_UNREACHABLE, DATABASE_TOO_OLD, REPLICA_BEHIND or REPLICA_OF_ANOTHER.
 */
export async function openReadDatabase(
  database: Database,
  { databaseUrl, databaseReadUrl }: Pick<Settings, 'databaseUrl' | 'databaseReadUrl'>,
  retry = RETRY,
): Promise<ReadDatabase> {
  if (databaseUrl === null) return { pool: database.pool, isReplica: false, close: async () => {} };
  const url = databaseReadUrl ?? databaseUrl;
  const pool = new Pool({ connectionString: url, ...READ_POOL });
  // The pool emits an error when an idle connection breaks; the next query opens another.
  pool.on('error', () => {});
  try {
    if (databaseReadUrl !== null) await checkReplica(pool, databaseName(url), database, retry);
  } catch (error) {
    await pool.end();
    throw error;
  }
  return { pool, isReplica: databaseReadUrl !== null, close: () => pool.end() };
}

/** How long to wait for the migrations on the replica, and the interval of the checks, in milliseconds. */
const RETRY = { for: 15_000, every: 200 };

async function checkReplica(pool: Pool, name: string, database: Database, retry: typeof RETRY): Promise<void> {
  const server = await serverVersion(pool).catch((error) =>
    fail(DATABASE_UNREACHABLE, { setting: 'DATABASE_READ_URL', database: name, problem: connectionProblem(error) }),
  );
  if (server.isTooOld) fail(DATABASE_TOO_OLD, { server: server.version });
  await waitForMigrations(pool, name, retry);
  if (!(await isReplicaOf(pool, database.pool))) fail(REPLICA_OF_ANOTHER, { replica: name, database: database.name });
}

async function waitForMigrations(pool: Pool, name: string, retry: typeof RETRY): Promise<void> {
  const until = performance.now() + retry.for;
  for (;;) {
    const lacking = (await missingMigrations(pool)).length;
    if (lacking === 0) return;
    if (performance.now() > until) fail(REPLICA_BEHIND, { replica: name, lacking, seconds: retry.for / 1000 });
    await new Promise((resolve) => setTimeout(resolve, retry.every));
  }
}

/** Whether both databases have the same journal entry for the last version of the replica. A replica may lag behind, but never differs. */
async function isReplicaOf(replica: Pool, database: Pool): Promise<boolean> {
  const last = await replica.query<{ version: number }>(JOURNAL_ENTRY('(SELECT max(version) FROM journal)'));
  const same = await database.query(JOURNAL_ENTRY('$1'), [last.rows[0]?.version]);
  return JSON.stringify(last.rows) === JSON.stringify(same.rows);
}

const JOURNAL_ENTRY = (version: string) =>
  `SELECT version, recorded_at, actor, command FROM journal WHERE version = ${version}`;
