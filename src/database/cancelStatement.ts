import type { Pool, PoolClient } from 'pg';
import { Client } from 'pg';
import { EmbeddedClient } from './embedded/embeddedDatabase.ts';

/** Whether cancelling the statement of a client affects that client alone. The embedded database restarts instead. */
export function cancelsAlone(client: PoolClient): boolean {
  return !(client instanceof EmbeddedClient);
}

/**
 * Cancels the running statement of a client, which fails with SQLSTATE 57014. If the server can't be reached, the connection is
 * closed instead. The embedded database in memory can't cancel.
 * @param pool the pool of the client.
 * @param pid `pg_backend_pid()` of the client; null if it is unknown: the connection is then closed.
 */
export async function cancelStatement(pool: Pool, client: PoolClient, pid: number | null): Promise<void> {
  if (client instanceof EmbeddedClient) return client.cancelStatement();
  if (pid === null) return client.end();
  try {
    await cancel(pool, pid);
  } catch {
    // The statement then fails with a connection error.
    await client.end();
  }
}

/** Uses a connection outside the pool, whose connections may all be busy. */
async function cancel({ options }: Pool, pid: number): Promise<void> {
  const other = new Client(options);
  // The next statement reports a connection error.
  other.on('error', () => {});
  await other.connect();
  try {
    await other.query('SELECT pg_cancel_backend($1)', [pid]);
  } finally {
    await other.end();
  }
}
