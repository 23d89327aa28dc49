import type { Pool, PoolClient } from 'pg';
import { cancelsAlone } from '../database/cancelStatement.ts';
import { RegisterError } from '../errors/errors.ts';
import { toError } from '../files/systemError.ts';
import { type NamedStatement, preparedName, type StatementObserver } from '../sql/reader.ts';
import { readConnection } from './readConnection.ts';
import { CLIENT_GONE, TOO_SLOW } from './registerErrors.ts';
import type { ReadLimits } from './statementTimeout.ts';

/** Executes a statement that returns one row. @returns the columns of the row, in order. */
export async function querySingleRow(
  client: PoolClient,
  { text, values, name }: NamedStatement,
  observe: StatementObserver | undefined,
): Promise<readonly unknown[]> {
  const result = client.query<unknown[]>({ text, values, name: preparedName(client, name), rowMode: 'array' });
  observe?.({ text, values }, result);
  const { rows } = await result;
  if (!rows[0]) throw new Error('the statement returned no row');
  return rows[0];
}

/** Reads one row without BEGIN and COMMIT, in one round trip: a single statement has a snapshot of its own. */
export async function readSingleStatement(
  pool: Pool,
  limits: ReadLimits,
  observe: StatementObserver | undefined,
  statement: NamedStatement,
): Promise<readonly unknown[]> {
  const connection = await readConnection(pool, limits);
  const { client } = connection;
  let failed: Error | undefined;
  try {
    connection.processId = processIds.get(client) ?? (await connection.run(() => readProcessId(client)));
    return await connection.run(() => querySingleRow(client, statement, observe));
  } catch (error) {
    if (!isReusable(client, error)) failed = toError(error);
    throw error;
  } finally {
    await connection.release(failed);
  }
}

/** Whether the connection can return to the pool after an error: its statement was cancelled or not sent. */
function isReusable(client: PoolClient, error: unknown): boolean {
  if (!(error instanceof RegisterError)) return false;
  return error.code === CLIENT_GONE.code || (error.code === TOO_SLOW.code && cancelsAlone(client));
}

const processIds = new WeakMap<PoolClient, number>();

/** Reads the process id of the PostgreSQL backend, once per connection: behind a pooler, the handshake may report another id. */
async function readProcessId(client: PoolClient): Promise<number> {
  const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  const pid = rows[0]?.pid;
  if (pid === undefined) throw new Error('the connection has no backend process');
  processIds.set(client, pid);
  return pid;
}
