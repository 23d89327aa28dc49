import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Pool } from 'pg';
import type { DataSource } from 'typeorm';
import type { Settings } from '../config/settings.ts';
import { fail } from '../errors/errors.ts';
import { lockDirectory } from '../files/directoryLock.ts';
import { assertFreeSpace, diskFullError, isDiskFull } from '../files/diskSpace.ts';
import { findLoosePermissions } from '../files/privateDirectory.ts';
import { DATABASE_TOO_OLD, DATABASE_UNREACHABLE, DATABASE_UNUSABLE } from './databaseErrors.ts';
import { createDataSource } from './dataSource.ts';
import { openEmbedded } from './embedded/embeddedDatabase.ts';

/** An open database: a TypeORM data source for commands, and its pool for reads. */
export interface Database {
  readonly dataSource: DataSource;
  readonly pool: Pool;
  /** A description for messages, without password. */
  readonly name: string;
  /** Whether other processes may use it at the same time. */
  readonly shared: boolean;
  /** The directory of the embedded database; null for PostgreSQL. */
  readonly directory: string | null;
  /** How many times the embedded database was reopened after a cancelled statement or a crash. */
  restarts(): number;
  close(): Promise<void>;
}

/**
 * Opens the database of the settings: PostgreSQL if `databaseUrl` is set, else the embedded database, whose directory it locks
 * first. Fails with DATABASE_UNREACHABLE, DATABASE_TOO_OLD, DATABASE_UNUSABLE, DIRECTORY_LOCKED, DIRECTORY_NOT_WRITABLE or DISK_FULL.
 * @param warn if given, the permissions of the directory are repaired, and `warn` is called with a sentence that reports it.
 */
export function openDatabase(
  { databaseUrl, registreDir }: Pick<Settings, 'databaseUrl' | 'registreDir'>,
  warn: ((sentence: string) => void) | null = null,
): Promise<Database> {
  return databaseUrl === null ? openInDirectory(registreDir, warn) : openByUrl(databaseUrl);
}

async function openByUrl(url: string): Promise<Database> {
  const name = databaseName(url);
  const dataSource = createDataSource({ url });
  await connect(dataSource, async (problem) =>
    fail(DATABASE_UNREACHABLE, { setting: 'DATABASE_URL', database: name, problem }),
  );
  const pool = poolOf(dataSource);
  const server = await serverVersion(pool);
  if (server.isTooOld) {
    await dataSource.destroy();
    fail(DATABASE_TOO_OLD, { server: server.version });
  }
  return {
    dataSource,
    pool,
    name: `PostgreSQL ${server.version.split(' ')[0]} at ${name}`,
    shared: true,
    directory: null,
    restarts: () => 0,
    close: () => dataSource.destroy(),
  };
}

async function openInDirectory(directory: string, warn: ((sentence: string) => void) | null): Promise<Database> {
  const lock = await lockDirectory(directory);
  if (warn) repairPermissions(directory, warn);
  if (!existsSync(join(directory, 'pgdata', 'PG_VERSION'))) await assertFreeSpace(directory);
  const embedded = openEmbedded(directory);
  const dataSource = createDataSource({ embedded: embedded.poolSettings });
  const close = async () => {
    await embedded.close();
    await lock.release();
  };
  try {
    await connect(dataSource, async (problem) => {
      if (await isDiskFull(directory)) throw await diskFullError(directory, problem);
      return fail(DATABASE_UNUSABLE, { directory, problem });
    });
  } catch (error) {
    await close();
    throw error;
  }
  return {
    dataSource,
    pool: poolOf(dataSource),
    name: `embedded database in ${directory}`,
    shared: false,
    directory,
    restarts: embedded.restarts,
    close: async () => {
      await dataSource.destroy();
      await close();
    },
  };
}

/** Repairs the permissions of a directory that an earlier version, or a copy, left readable by other users. */
function repairPermissions(directory: string, warn: (sentence: string) => void): void {
  const { found, remaining } = findLoosePermissions(directory, { repair: true });
  const open = `${directory} was accessible to other users of this machine (${found} files and directories)`;
  if (remaining > 0)
    warn(
      `${open}: ${remaining} of them belong to another user. Change their owner to the user that runs this program.`,
    );
  else if (found > 0) warn(`${open}. Their permissions were repaired.`);
}

async function connect(dataSource: DataSource, failed: (problem: string) => Promise<never>): Promise<void> {
  try {
    await dataSource.initialize();
  } catch (error) {
    await failed(connectionProblem(error));
  }
  // The pool emits an error when an idle connection breaks; the next query opens another.
  poolOf(dataSource).on('error', () => {});
}

/** The pool of a data source. */
export function poolOf({ driver }: DataSource): Pool {
  if (!('master' in driver)) throw new Error('the driver has no pool');
  const pool: unknown = driver.master;
  return pool as Pool;
}

/** Host and name of a database, without password. */
export function databaseName(url: string): string {
  const { host, pathname } = new URL(url);
  return `${host}${pathname}`;
}

/** The version of the server, and whether it is older than 15. */
export async function serverVersion(pool: Pool): Promise<{ version: string; isTooOld: boolean }> {
  const { rows } = await pool.query<{ version: string; isTooOld: boolean }>(
    `SELECT current_setting('server_version') AS version, current_setting('server_version_num')::int < 150000 AS "isTooOld"`,
  );
  const [server] = rows;
  if (!server) throw new Error('the server returned no version');
  return server;
}

/** The message of a connection error. */
export function connectionProblem(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(connectionProblem).join(', ');
  if (error instanceof Error) return error.message || String(error.cause ?? error.name);
  return String(error);
}
