import { setTimeout as delay } from 'node:timers/promises';
import { rethrowDatabaseError, wasCancelled } from '../database/knownDatabaseError.ts';
import { fail } from '../errors/errors.ts';
import { CLIENT_GONE, TOO_SLOW } from './registerErrors.ts';

/** The limits of the reads of one request. */
export interface ReadLimits {
  /** The time limit of all statements together. The wait for a connection has the same limit. */
  readonly seconds: number;
  /** Default: the client is not watched. */
  readonly disconnection?: Disconnection;
}

/** The disconnection of a client. An `AbortSignal` with its listeners would take 14 µs of each request. */
export interface Disconnection {
  hasHappened: boolean;
  /** Called when the client disconnects. One is enough, because the reads of a request wait one at a time. */
  listener: (() => void) | null;
}

/** Runs the statements of one request within its limits, one at a time. */
export interface StatementTimeout {
  /** Runs a statement. Rejects with TOO_SLOW or CLIENT_GONE if the statement is cancelled, or with the error of the database. */
  run<R>(statement: () => Promise<R>): Promise<R>;
  /** Stops the timer, and waits for a cancellation in progress. */
  stop(): Promise<void>;
}

/** The way to cancel a statement. */
export interface Cancellation {
  /** Cancels the running statement. */
  cancel(): Promise<void>;
  /** Whether cancelling affects this request alone. If not, a disconnect does not cancel the statement; the time limit still does. */
  isHarmless(): boolean;
}

/** Starts the time limit of a request. */
export function statementTimeout(
  { seconds, disconnection }: ReadLimits,
  { cancel, isHarmless }: Cancellation,
): StatementTimeout {
  let reason: 'TOO_SLOW' | 'CLIENT_GONE' | null = null;
  let isRunning = false;
  let cancelling: Promise<void> | null = null;
  /** Repeats the cancellation while the statement runs: PostgreSQL ignores one that arrives before the statement. */
  const cancelWhileRunning = async () => {
    while (isRunning) {
      await cancel();
      await delay(CANCEL_INTERVAL_MS);
    }
  };
  const cancelStatement = () => {
    if (isRunning) cancelling ??= cancelWhileRunning();
  };
  const onTimeUp = () => {
    reason ??= 'TOO_SLOW';
    cancelStatement();
  };
  const onDisconnect = () => {
    reason ??= 'CLIENT_GONE';
    if (isHarmless()) cancelStatement();
  };
  const timer = setTimeout(onTimeUp, seconds * 1000 + GRACE_MS);
  if (disconnection) disconnection.listener = onDisconnect;
  if (disconnection?.hasHappened) reason = 'CLIENT_GONE';

  return {
    async run(statement) {
      if (reason) rejectFor(reason, seconds);
      isRunning = true;
      try {
        return await statement();
      } catch (error) {
        // If cancelling closes the connection, the statement fails with a connection error.
        const isCancelled = reason === 'CLIENT_GONE' && cancelling !== null;
        if (!(isCancelled || wasCancelled(error))) rethrowDatabaseError(error);
        reason ??= 'TOO_SLOW';
        return rejectFor(reason, seconds);
      } finally {
        isRunning = false;
      }
    },
    async stop() {
      clearTimeout(timer);
      if (disconnection) disconnection.listener = null;
      await cancelling;
    },
  };
}

/**
 * The delay of the timer after the time limit. `statement_timeout` of PostgreSQL cancels a single statement that exceeds the
 * limit; this timer cancels the last of several statements that exceed it together.
 */
const GRACE_MS = 100;

const CANCEL_INTERVAL_MS = 50;

function rejectFor(reason: 'TOO_SLOW' | 'CLIENT_GONE', seconds: number): never {
  return reason === 'TOO_SLOW' ? fail(TOO_SLOW, { seconds }) : fail(CLIENT_GONE);
}
