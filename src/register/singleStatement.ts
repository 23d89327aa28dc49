import type { Pool, PoolClient } from 'pg';
import { cancelsAlone } from '../database/cancelStatement.ts';
import { RegisterError } from '../errors/errors.ts';
import { toError } from '../files/systemError.ts';
import { type NamedStatement, preparedName, type StatementObserver } from '../sql/reader.ts';
import { readConnection } from './readConnection.ts';
import { CLIENT_GONE, TOO_SLOW } from './registerErrors.ts';
import type { ReadLimits } from './statementTimeout.ts';

/** Sends a statement of one row. @returns its columns, in order. */
export async function querySingleRow(
  client: PoolClient,
  { text, values, name }: NamedStatement,
  observe: StatementObserver | undefined,
): Promise<readonly unknown[]> {
  const answer = client.query<unknown[]>({ text, values, name: preparedName(client, name), rowMode: 'array' });
  observe?.({ text, values }, answer);
  const { rows } = await answer;
  if (!rows[0]) throw new Error('a statement of one row returned none');
  return rows[0];
}

/** Reads one row outside a transaction: a statement has a snapshot of its own, and takes one round trip. */
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

/** Whether a connection is as good as before: its statement was cancelled, or not sent. */
function isReusable(client: PoolClient, error: unknown): boolean {
  if (!(error instanceof RegisterError)) return false;
  return error.code === CLIENT_GONE.code || (error.code === TOO_SLOW.code && cancelsAlone(client));
}

const processIds = new WeakMap<PoolClient, number>();

/** The process of the server behind a connection: a proxy may report another in its handshake. Saves a round trip. */
async function readProcessId(client: PoolClient): Promise<number> {
  const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  const pid = rows[0]?.pid;
  if (pid === undefined) throw new Error('the connection has no process');
  processIds.set(client, pid);
  return pid;
}
