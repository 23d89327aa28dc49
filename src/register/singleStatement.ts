import type { Pool, PoolClient } from 'pg';
import { endsAlone } from '../database/interrupt.ts';
import { Refusal } from '../errors/errors.ts';
import { errorOf } from '../files/systemError.ts';
import { keptName, type NamedStatement, type Observer } from '../sql/reader.ts';
import { readConnection } from './readConnection.ts';
import type { ReadLimits } from './statementTimeout.ts';

/** Sends a statement of one row. @returns its columns, in order. */
export async function querySingleRow(
  client: PoolClient,
  { text, values, name }: NamedStatement,
  observe: Observer | undefined,
): Promise<readonly unknown[]> {
  const answer = client.query<unknown[]>({ text, values, name: keptName(client, name), rowMode: 'array' });
  observe?.({ text, values }, answer);
  const { rows } = await answer;
  if (!rows[0]) throw new Error('a statement of one row returned none');
  return rows[0];
}

/** Reads one row outside a transaction: a statement has a snapshot of its own, and takes one round trip. */
export async function readSingleStatement(
  pool: Pool,
  limits: ReadLimits,
  observe: Observer | undefined,
  statement: NamedStatement,
): Promise<readonly unknown[]> {
  const connection = await readConnection(pool, limits);
  const { client } = connection;
  let failed: Error | undefined;
  try {
    connection.processId = processIds.get(client) ?? (await connection.run(() => readProcessId(client)));
    return await connection.run(() => querySingleRow(client, statement, observe));
  } catch (error) {
    if (!isReusable(client, error)) failed = errorOf(error);
    throw error;
  } finally {
    await connection.release(failed);
  }
}

/** Whether a connection is as good as before: its statement was cancelled, or not sent. */
function isReusable(client: PoolClient, error: unknown): boolean {
  if (!(error instanceof Refusal)) return false;
  return error.code === 'CLIENT_GONE' || (error.code === 'TOO_SLOW' && endsAlone(client));
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
