import type { Pool, PoolClient } from 'pg';
import { cancelStatement, cancelsAlone } from '../database/cancelStatement.ts';
import { type CheckedOutClient, checkOutClient } from '../database/checkedOutClient.ts';
import { DATABASE_BUSY } from '../database/databaseErrors.ts';
import { rethrowDatabaseError } from '../database/knownDatabaseError.ts';
import { fail } from '../errors/errors.ts';
import { CLIENT_GONE } from './registerErrors.ts';
import { type ReadLimits, type StatementTimeout, statementTimeout } from './statementTimeout.ts';

/** A checked-out connection that a request reads on, within its limits. */
export interface ReadConnection extends StatementTimeout {
  readonly client: PoolClient;
  /** The process id of the PostgreSQL backend. While it is null, a statement can only be cancelled by closing the connection. */
  processId: number | null;
  /** Returns the connection to the pool, or closes it after an error. */
  release(failed?: Error): Promise<void>;
}

/** Checks a connection out of a pool. Rejects with DATABASE_BUSY, DATABASE_AWAY or CLIENT_GONE. */
export async function readConnection(pool: Pool, limits: ReadLimits): Promise<ReadConnection> {
  const isIdle = pool.idleCount > pool.waitingCount;
  const connecting = checkOutClient(pool).catch(rethrowDatabaseError);
  // An idle connection needs no timer for the wait.
  const { client, release } = await (isIdle ? connecting : withinLimits(connecting, limits));
  const { run, stop } = statementTimeout(limits, {
    cancel: () => cancelStatement(pool, client, connection.processId),
    isHarmless: () => connection.processId !== null && cancelsAlone(client),
  });
  const connection: ReadConnection = {
    run,
    stop,
    client,
    processId: null,
    async release(failed) {
      await stop();
      release(failed);
    },
  };
  return connection;
}

/** Waits for a connection, at most as long as the limits allow. A connection that arrives later is released at once. */
async function withinLimits(
  connecting: Promise<CheckedOutClient>,
  { seconds, disconnection }: ReadLimits,
): Promise<CheckedOutClient> {
  let giveUp = () => {};
  const givenUp = new Promise<null>((resolve) => {
    giveUp = () => resolve(null);
  });
  const timer = setTimeout(giveUp, seconds * 1000);
  if (disconnection) disconnection.listener = giveUp;
  if (disconnection?.hasHappened) giveUp();
  try {
    const first = await Promise.race([connecting, givenUp]);
    if (first) return first;
  } finally {
    clearTimeout(timer);
    if (disconnection) disconnection.listener = null;
  }
  connecting.then(
    ({ release }) => release(),
    // The request has failed already.
    () => {},
  );
  return disconnection?.hasHappened ? fail(CLIENT_GONE) : fail(DATABASE_BUSY);
}
