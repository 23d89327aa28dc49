import type { ClientBase, Pool, PoolClient, QueryResult } from 'pg';
import { toError } from '../files/systemError.ts';
import { checkOutClient } from './checkedOutClient.ts';

/** Runs `work`, which sends BEGIN and COMMIT, with a client of the pool. If it throws, the transaction is rolled back. */
export async function inTransaction<R>(pool: Pool, work: (client: PoolClient) => Promise<R>): Promise<R> {
  const { client, release } = await checkOutClient(pool);
  let failed: Error | undefined;
  try {
    return await work(client);
  } catch (error) {
    await client.query('ROLLBACK').catch((cause: unknown) => {
      failed = toError(cause);
    });
    throw error;
  } finally {
    release(failed);
  }
}

/** Sends several statements in one round trip. Only one of them returns a row: the result. */
export async function queryTogether<R extends object>(client: ClientBase, statements: readonly string[]): Promise<R> {
  // Several statements in one message return an array of results, which the types of the driver lack.
  const results: unknown = await client.query(statements.join('; '));
  const all: QueryResult<R>[] = Array.isArray(results) ? results : [];
  const [row] = all.flatMap(({ rows }) => rows);
  if (!row) throw new Error('the statements returned no row');
  return row;
}
