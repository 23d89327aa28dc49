import type { Pool, PoolClient } from 'pg';
import { Client } from 'pg';
import { EmbeddedClient } from './embedded/embeddedDatabase.ts';

/** Whether the end of a statement of this client costs the others nothing: the embedded database ends with it. */
export function endsAlone(client: PoolClient): boolean {
  return !(client instanceof EmbeddedClient);
}

/**
 * Ends the statement that a client is carrying out, if there is one: it fails with the code 57014. A server that does
 * not even listen to that is not waited for: the connection is closed. On the embedded database in memory nothing can be
 * ended.
 * @param pool the client's.
 * @param pid the process of the server that serves the client, as `pg_backend_pid()` says it; null if it is not known.
 */
export async function interrupt(pool: Pool, client: PoolClient, pid: number | null): Promise<void> {
  if (client instanceof EmbeddedClient) return client.interrupt();
  if (pid === null) return client.end();
  try {
    await cancel(pool, pid);
  } catch {
    // Whoever waits for the statement is told that the connection ended.
    await client.end();
  }
}

/** By a connection of its own: all those of the pool may be waiting for what is to be ended. */
async function cancel({ options }: Pool, pid: number): Promise<void> {
  const other = new Client(options);
  // What happens to it between two statements shows at the next.
  other.on('error', () => {});
  await other.connect();
  try {
    await other.query('SELECT pg_cancel_backend($1)', [pid]);
  } finally {
    await other.end();
  }
}
