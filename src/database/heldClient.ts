import type { Pool, PoolClient } from 'pg';

/** A client of a pool, held for longer than one statement. */
export interface HeldClient {
  readonly client: PoolClient;
  /** Gives it back to the pool; one that died meanwhile, or that `failed`, is thrown away. */
  release(failed?: Error): void;
}

/** Takes a client of a pool, to be released in the end. */
export async function holdClient(pool: Pool): Promise<HeldClient> {
  const client = await pool.connect();
  let broken: Error | undefined;
  // A connection that dies between two statements says so only here; the next statement fails by itself.
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
