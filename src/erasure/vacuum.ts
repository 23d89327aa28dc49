import type { Pool } from 'pg';
import { checkOutClient } from '../database/checkedOutClient.ts';
import type { TableMatches } from './eraseRows.ts';

/**
 * Writes the files of the embedded database again, without what was erased from its rows: a row that was changed or
 * deleted stays in its page, in the statistics of the planner and in the log until something is written over it.
 */
export async function rewriteDatabaseFiles(pool: Pool): Promise<void> {
  const { client, release } = await checkOutClient(pool);
  try {
    // Every table: one may hold what was changed long before the erasure.
    await client.query('VACUUM (FULL, ANALYZE)');
    // Segments of the log are renamed to be used again, with what they hold: these are removed instead.
    await client.query('SET wal_recycle = off');
    const { rows: segments } = await client.query('SELECT FROM pg_ls_waldir()');
    for (const _segment of segments) {
      // A segment without a record is not left for the next.
      await client.query("SELECT pg_logical_emit_message(true, 'registre', '')");
      await client.query('SELECT pg_switch_wal()');
      // Now, so that the log never takes more than a few segments of the disk.
      await client.query('CHECKPOINT');
    }
    await client.query('RESET wal_recycle');
  } finally {
    release();
  }
}

/**
 * On PostgreSQL, frees the space of what was erased, and brings the statistics of the planner up to date.
 * @returns the tables whose files may still hold it in their free space.
 */
export async function vacuum(pool: Pool, found: readonly TableMatches[]): Promise<string[]> {
  // The history of a table is written to whenever the table is.
  const names = new Set(found.flatMap(({ table }) => [table, `history.${table.replace('history.', '')}`]));
  const { rows } = await pool.query<{ name: string }>(
    'SELECT name FROM unnest($1::text[]) name WHERE to_regclass(name) IS NOT NULL',
    [[...names]],
  );
  const tables = rows.map(({ name }) => name);
  if (tables.length > 0) await pool.query(`VACUUM (ANALYZE) ${tables.join(', ')}`);
  return tables;
}
