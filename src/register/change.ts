import type { DataSource, EntityManager } from 'typeorm';
import { notifyCommit } from './versionWatch/commitListeners.ts';

/** Who changes the register, and by which command: the journal stores both. */
export interface Author {
  /** The name of a token, or of a program on the machine. */
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
 * Makes one change of the register: one transaction, all or nothing. If `work` writes, the last statement raises the
 * version by one. Changes wait for each other on the lock of that row, so versions have no gap. Triggers write the
 * journal and the history.
 */
export async function change<R>(
  dataSource: DataSource,
  author: Author,
  work: (manager: EntityManager) => Promise<Changed<R>>,
): Promise<Committed<R>> {
  let stamp: string | null = null;
  try {
    return await dataSource.transaction(async (manager) => {
      const version = await lockRegister(manager, author);
      const changed = await work(manager);
      if (changed.wrote) {
        // Check deferred constraints now: a violation must still become an error with a message.
        await manager.query('SET CONSTRAINTS ALL IMMEDIATE');
        await manager.query(BUMP_VERSION);
      }
      stamp = await stampIn(manager);
      return { ...changed, version: changed.wrote ? version + 1 : version };
    });
  } catch (error) {
    // Without a response to COMMIT, the change may have been made.
    stamp = null;
    throw error;
  } finally {
    notifyCommit(dataSource, stamp);
  }
}

/** A dry run of a change: executes `work`, then rolls back. */
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

/** Locks before anything is read: `work` compares with rows that no other change may write meanwhile. */
async function lockRegister(manager: EntityManager, { actor, command }: Author): Promise<number> {
  const [row]: { version: number }[] = await manager.query('SELECT version FROM register FOR UPDATE');
  if (!row) throw new Error('the register has no version');
  await manager.query(
    "SELECT set_config('registre.change', $1, true), set_config('registre.actor', $2, true), set_config('registre.command', $3, true)",
    [String(row.version + 1), actor, command],
  );
  return row.version;
}

// If the clock was set back, `updated_at` must not be before that of the last version.
const BUMP_VERSION = 'UPDATE register SET version = version + 1, updated_at = greatest(clock_timestamp(), updated_at)';

/** The revision of the register. An erasure changes it without a new version. */
async function stampIn(manager: EntityManager): Promise<string | null> {
  const [row]: { stamp: string }[] = await manager.query('SELECT public.register_version_token() AS stamp');
  return row?.stamp ?? null;
}
