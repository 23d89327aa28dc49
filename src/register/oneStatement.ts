import type { Pool, PoolClient } from 'pg';
import { cancelStatement, cancelsAlone } from '../database/cancelStatement.ts';
import { checkOutClient } from '../database/checkedOutClient.ts';
import { rethrowDatabaseError } from '../database/knownDatabaseError.ts';
import { RegisterError } from '../errors/errors.ts';
import { errorOf } from '../files/systemError.ts';
import { type NamedStatement, preparedName, type StatementObserver } from '../sql/reader.ts';
import { inTime } from './inTime.ts';
import { CLIENT_GONE, TOO_SLOW } from './registerErrors.ts';
import type { Limits } from './watch.ts';
import { watch } from './watch.ts';

/** Sends a statement of one row; gives its columns, in order. */
export async function rowOf(
  client: PoolClient,
  { text, values, name }: NamedStatement,
  observe: StatementObserver | undefined,
): Promise<readonly unknown[]> {
  const answer = client.query<unknown[]>({ text, values, name: preparedName(client, name), rowMode: 'array' });
  observe?.({ text, values }, answer);
  const { rows } = await answer;
  if (!rows[0]) throw new Error('a statement of one row gave none');
  return rows[0];
}

/**
 * Reads one row on a client of its own: one statement is one moment by itself, and one round trip. Beyond its limits it
 * refuses as a reading does.
 */
export async function readAlone(
  pool: Pool,
  limits: Limits,
  observe: StatementObserver | undefined,
  statement: NamedStatement,
): Promise<readonly unknown[]> {
  // A connection that waits for work comes at once.
  const isIdle = pool.idleCount > 0;
  const coming = checkOutClient(pool);
  const { client, release } = isIdle ? await coming.catch(rethrowDatabaseError) : await inTime(coming, limits);
  let failed: Error | undefined;
  let stop = async () => {};
  let pid: number | null = null;
  // Before its process is known, a statement ends with its connection only.
  const ending = { end: () => cancelStatement(pool, client, pid), alone: () => pid !== null && cancelsAlone(client) };
  try {
    const watched = watch(limits, ending);
    stop = watched.stop;
    pid = processes.get(client) ?? (await watched.over(() => processOf(client)));
    return await watched.over(() => rowOf(client, statement, observe));
  } catch (error) {
    // One whose statement was only ended, or not begun, is as good as before.
    if (!isSound(client, error)) failed = errorOf(error);
    throw error;
  } finally {
    await stop();
    release(failed);
  }
}

/** Whether a client is, once its statement was ended, or was not sent at all. */
function isSound(client: PoolClient, error: unknown): boolean {
  if (!(error instanceof RegisterError)) return false;
  return error.code === CLIENT_GONE.code || (error.code === TOO_SLOW.code && cancelsAlone(client));
}

const processes = new WeakMap<PoolClient, number>();

/** The process of the server behind a connection: asked once, for a proxy between may say another in its own name. */
async function processOf(client: PoolClient): Promise<number> {
  const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  const pid = rows[0]?.pid;
  if (pid === undefined) throw new Error('the server has no process');
  processes.set(client, pid);
  return pid;
}
