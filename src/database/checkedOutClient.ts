import type { Pool, PoolClient } from 'pg';

/** A client checked out of a pool for more than one statement. */
export interface CheckedOutClient {
  readonly client: PoolClient;
  /** Returns the client to the pool. A broken client, or one released with an error, is discarded. */
  release(failed?: Error): void;
}

/** Checks a client out of a pool. The caller must release it. */
export async function checkOutClient(pool: Pool): Promise<CheckedOutClient> {
  const client = await pool.connect();
  let broken: Error | undefined;
  // Without a listener, an error event of the connection between two statements would crash the process.
  const onError = (error: Error) => {
    broken = error;
  };
  client.on('error', onError);
  return {
    client,
    release(failed) {
      client.off('error', onError);
      client.release(failed ?? broken);
    },
  };
}
