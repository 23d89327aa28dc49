import type { DataSource, EntityManager } from 'typeorm';

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
 * the lock of that row.
 * @param work writes through the manager it is given, and says whether it wrote.
 */
export async function change<R>(
  dataSource: DataSource,
  work: (manager: EntityManager) => Promise<Changed<R>>,
): Promise<Committed<R>> {
  return dataSource.transaction(async (manager) => {
    // Taken first: two imports at once would otherwise each compare with a register that the other is changing.
    await manager.query('SELECT version FROM register FOR UPDATE');
    const changed = await work(manager);
    const [row]: { version: number }[] = changed.wrote
      ? await manager.query(RAISE).then(returnedRows)
      : await manager.query('SELECT version FROM register');
    if (!row) throw new Error('the register has no version');
    return { ...changed, version: row.version };
  });
}

/** Carries out a change for nothing: what it would do is worked out, then everything is rolled back. */
export async function rehearse<R>(
  dataSource: DataSource,
  work: (manager: EntityManager) => Promise<Changed<R>>,
): Promise<Changed<R>> {
  const runner = dataSource.createQueryRunner();
  try {
    await runner.startTransaction();
    await runner.query('SELECT version FROM register FOR UPDATE');
    return await work(runner.manager);
  } finally {
    if (runner.isTransactionActive) await runner.rollbackTransaction();
    await runner.release();
  }
}

const RAISE = 'UPDATE register SET version = version + 1, updated_at = clock_timestamp() RETURNING version';

// TypeORM gives [rows, count] for an UPDATE … RETURNING.
function returnedRows(result: [{ version: number }[], number]): { version: number }[] {
  return result[0];
}
