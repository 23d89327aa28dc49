import type { Pool } from 'pg';
import { checkOutClient } from '../database/checkedOutClient.ts';
import { TABLES_OF_COUNTED_TEXTS } from './eraseRegister.ts';
import type { TableMatches } from './eraseRows.ts';

/**
 * Rewrites the files of the embedded database. Otherwise the previous version of a changed row stays in its page, in the
 * statistics of the planner and in the write-ahead log until it is overwritten.
 */
export async function rewriteDatabaseFiles(pool: Pool): Promise<void> {
  const { client, release } = await checkOutClient(pool);
  try {
    // Rewrite every table: it may contain row versions that are older than the erasure.
    await client.query('VACUUM (FULL, ANALYZE)');
    // PostgreSQL recycles segments of the log with their contents. Without wal_recycle, it removes them.
    await client.query('SET wal_recycle = off');
    const { rows: segments } = await client.query('SELECT FROM pg_ls_waldir()');
    for (const _segment of segments) {
      // pg_switch_wal does nothing if the segment has no record: write one.
      await client.query("SELECT pg_logical_emit_message(true, 'registre', '')");
      await client.query('SELECT pg_switch_wal()');
      // A checkpoint per segment limits the disk space of the log to a few segments.
      await client.query('CHECKPOINT');
    }
    await client.query('RESET wal_recycle');
  } finally {
    release();
  }
}

/**
 * Vacuums the changed tables of PostgreSQL and updates the statistics of the planner.
 * @returns the tables whose files may still contain the erased data in their free space.
 */
export async function vacuum(pool: Pool, matches: readonly TableMatches[]): Promise<string[]> {
  // A change of a table also writes its history table.
  const names = new Set(matches.flatMap(({ table }) => [table, `history.${table.replace('history.', '')}`]));
  if (TABLES_OF_COUNTED_TEXTS.some((name) => names.has(`history.${name}`))) names.add('startup_count');
  const { rows } = await pool.query<{ name: string }>(
    'SELECT name FROM unnest($1::text[]) name WHERE to_regclass(name) IS NOT NULL',
    [[...names]],
  );
  const tables = rows.map(({ name }) => name);
  if (tables.length > 0) await pool.query(`VACUUM (ANALYZE) ${tables.join(', ')}`);
  return tables;
}
