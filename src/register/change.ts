import type { DataSource, EntityManager } from 'typeorm';
import { notifyCommit } from './versionWatch/commitListeners.ts';

/** The author of a change, which the journal stores. */
export interface Author {
  /** The name of a token, or of a command of the terminal. */
  actor: string;
  command: string;
}

/** The result of a change, and whether it wrote anything. */
export interface Changed<R> {
  wrote: boolean;
  result: R;
}

/** A committed change, with the version of the register after it. */
export interface Committed<R> extends Changed<R> {
  version: number;
}

/**
 * Makes one change of the register: runs `work` in one transaction and, if `work` wrote, raises the version by one.
 * Changes wait for each other on the row lock of `register`, so versions have no gap. Triggers write the journal and the
 * history.
 */
export async function change<R>(
  dataSource: DataSource,
  author: Author,
  work: (manager: EntityManager) => Promise<Changed<R>>,
): Promise<Committed<R>> {
  let token: string | null = null;
  try {
    return await dataSource.transaction(async (manager) => {
      const version = await lockRegister(manager, author);
      const changed = await work(manager);
      if (changed.wrote) {
        // Deferred constraints are checked here: after COMMIT, a violation could no longer be reported as a domain error.
        await manager.query('SET CONSTRAINTS ALL IMMEDIATE');
        await manager.query(BUMP_VERSION);
      }
      token = await readTokenIn(manager);
      return { ...changed, version: changed.wrote ? version + 1 : version };
    });
  } catch (error) {
    // If the connection broke during COMMIT, the change may be committed: its token is unknown.
    token = null;
    throw error;
  } finally {
    notifyCommit(dataSource, token);
  }
}

/** A dry run of a change: runs `work`, then rolls back. */
export async function dryRunChange<R>(
  dataSource: DataSource,
  author: Author,
  work: (manager: EntityManager) => Promise<Changed<R>>,
): Promise<Changed<R>> {
  const runner = dataSource.createQueryRunner();
  try {
    await runner.startTransaction();
    await lockRegister(runner.manager, author);
    return await work(runner.manager);
  } finally {
    if (runner.isTransactionActive) await runner.rollbackTransaction();
    await runner.release();
  }
}

/** Locks the register before any read, so that no other change writes the rows that `work` reads. Returns the version. */
async function lockRegister(manager: EntityManager, { actor, command }: Author): Promise<number> {
  const [row]: { version: number }[] = await manager.query('SELECT version FROM register FOR UPDATE');
  if (!row) throw new Error('the register has no version');
  await manager.query(
    "SELECT set_config('registre.change', $1, true), set_config('registre.actor', $2, true), set_config('registre.command', $3, true)",
    [String(row.version + 1), actor, command],
  );
  return row.version;
}

// `updated_at` never decreases, even if the clock of the server is set back.
const BUMP_VERSION = 'UPDATE register SET version = version + 1, updated_at = greatest(clock_timestamp(), updated_at)';

/** The version token. An erasure in the history alone changes it without a new version. */
async function readTokenIn(manager: EntityManager): Promise<string | null> {
  const [row]: { token: string }[] = await manager.query('SELECT public.register_version_token() AS token');
  return row?.token ?? null;
}
