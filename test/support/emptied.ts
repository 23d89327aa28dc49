import type { Pool } from 'pg';

/** Makes a register as it was when it was opened, its memory included: faster than another. */
export async function emptied(pool: Pool): Promise<void> {
  const client = await pool.connect();
  try {
    const { rows } = await client.query<{ tables: string }>(
      `SELECT string_agg(format('%I.%I', nspname, relname), ', ') AS tables
       FROM pg_class JOIN pg_namespace n ON n.oid = relnamespace
       WHERE relkind = 'r' AND nspname IN ('public', 'history') AND relname <> 'migration'`,
    );
    // What is remembered can't be emptied but by who switches its triggers off.
    await client.query("SET session_replication_role = 'replica'");
    await client.query(`TRUNCATE ${rows[0]?.tables} RESTART IDENTITY CASCADE`);
    await client.query("SET session_replication_role = 'origin'");
    await client.query('INSERT INTO register (version, updated_at) VALUES (0, now())');
    await client.query('INSERT INTO publisher_lease DEFAULT VALUES');
  } finally {
    client.release();
  }
}
