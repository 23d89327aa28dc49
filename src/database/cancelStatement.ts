import type { Pool, PoolClient } from 'pg';
import { Client } from 'pg';
import { EmbeddedClient } from './embedded/embeddedDatabase.ts';

/** Whether the statement of this client can be cancelled without harm to others: the embedded database ends with it. */
export function cancelsAlone(client: PoolClient): boolean {
  return !(client instanceof EmbeddedClient);
}

/**
 * Cancels the statement of a client, if there is one: it fails with SQLSTATE 57014. If the server can't be reached for
 * that, the connection is closed. The embedded database in memory can't cancel.
 * @param pool the pool of the client.
 * @param pid `pg_backend_pid()` of the client; null if it is not known.
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

/** On a connection of its own: every connection of the pool may be waiting for the same statement. */
async function cancel({ options }: Pool, pid: number): Promise<void> {
  const other = new Client(options);
  // An error between two statements shows at the next one.
  other.on('error', () => {});
  await other.connect();
  try {
    await other.query('SELECT pg_cancel_backend($1)', [pid]);
  } finally {
    await other.end();
  }
}
