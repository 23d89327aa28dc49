import type { DataSource, EntityManager } from 'typeorm';
import { notifyCommit } from './versionWatch/commitListeners.ts';

/** Who changes the register, and by which command: what its journal says. */
export interface Author {
  /** The name of a token, or of what runs on the machine itself. */
  actor: string;
  command: string;
}

/** What a change did: whether anything was written, and what its caller wants to know. */
export interface Changed<R> {
  wrote: boolean;
  result: R;
}

/** The version of the register after a change, and what the change gave. */
export interface Committed<R> extends Changed<R> {
  version: number;
}

/**
 * Carries out one change of the register: one transaction, all or nothing. If anything was written, the version
 * goes up by one as its last statement, so that a number is taken only by a change that commits; writers queue on
 * the lock of that row. The database itself writes the line of the journal, and keeps the rows as they were.
 * @param work writes through the manager it is given, and says whether it wrote.
 */
export async function change<R>(
  dataSource: DataSource,
  author: Author,
  work: (manager: EntityManager) => Promise<Changed<R>>,
): Promise<Committed<R>> {
  let stamp: string | null = null;
  try {
    return await dataSource.transaction(async (manager) => {
      const version = await begin(manager, author);
      const changed = await work(manager);
      if (changed.wrote) {
        // What is checked at the end of a transaction is checked now: a fault must still find its sentence.
        await manager.query('SET CONSTRAINTS ALL IMMEDIATE');
        await manager.query(RAISE);
      }
      stamp = await stampIn(manager);
      return { ...changed, version: changed.wrote ? version + 1 : version };
    });
  } catch (error) {
    // One whose commit was not answered may have been made.
    stamp = null;
    throw error;
  } finally {
    notifyCommit(dataSource, stamp);
  }
}

/** Carries out a change for nothing: what it would do is worked out, then everything is rolled back. */
export async function rehearse<R>(
  dataSource: DataSource,
  author: Author,
  work: (manager: EntityManager) => Promise<Changed<R>>,
): Promise<Changed<R>> {
  const runner = dataSource.createQueryRunner();
  try {
    await runner.startTransaction();
    await begin(runner.manager, author);
    return await work(runner.manager);
  } finally {
    if (runner.isTransactionActive) await runner.rollbackTransaction();
    await runner.release();
  }
}

/** Takes the lock first: two changes at once would otherwise each compare with a register that the other is changing. */
async function begin(manager: EntityManager, { actor, command }: Author): Promise<number> {
  const [row]: { version: number }[] = await manager.query('SELECT version FROM register FOR UPDATE');
  if (!row) throw new Error('the register has no version');
  await manager.query(
    "SELECT set_config('registre.change', $1, true), set_config('registre.actor', $2, true), set_config('registre.command', $3, true)",
    [String(row.version + 1), actor, command],
  );
  return row.version;
}

// A clock that was set back must not make a version older than the one before it.
const RAISE = 'UPDATE register SET version = version + 1, updated_at = greatest(clock_timestamp(), updated_at)';

/** An erasure changes what the register shows even where it raises no version. */
async function stampIn(manager: EntityManager): Promise<string | null> {
  const [row]: { stamp: string }[] = await manager.query('SELECT public.register_stamp() AS stamp');
  return row?.stamp ?? null;
}
