import { rethrowDatabaseError, wasCancelled } from '../database/knownDatabaseError.ts';
import { fail } from '../errors/errors.ts';
import { CLIENT_GONE, TOO_SLOW } from './registerErrors.ts';

/** How long a request may read. */
export interface ReadLimits {
  /** For its statements together, and for the wait for a connection. */
  readonly seconds: number;
  /** Aborts when the client disconnects. */
  readonly signal?: AbortSignal;
}

/** Runs the statements of one request within its limits, one at a time. */
export interface StatementTimeout {
  /** Runs a statement. Rejects with TOO_SLOW or CLIENT_GONE if it is cancelled, else as the database does. */
  run<R>(statement: () => Promise<R>): Promise<R>;
  /** Waits for a cancellation under way. */
  stop(): Promise<void>;
}

/** How a statement is cancelled. */
export interface Cancellation {
  /** Cancels the present statement. */
  cancel(): Promise<void>;
  /** Whether that affects this request alone. If not, a statement is cancelled only when its time is up. */
  isHarmless(): boolean;
}

/** Starts the time of a request. */
export function statementTimeout(
  { seconds, signal }: ReadLimits,
  { cancel, isHarmless }: Cancellation,
): StatementTimeout {
  let reason: 'TOO_SLOW' | 'CLIENT_GONE' | null = null;
  let isRunning = false;
  let cancelling: Promise<void> | null = null;
  const cancelStatement = () => {
    if (isRunning) cancelling ??= cancel();
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
  signal?.addEventListener('abort', onDisconnect);
  if (signal?.aborted) onDisconnect();

  return {
    async run(statement) {
      if (reason) rejectFor(reason, seconds);
      isRunning = true;
      try {
        return await statement();
      } catch (error) {
        // Where cancelling closes the connection, the statement fails as if the database were away.
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
      signal?.removeEventListener('abort', onDisconnect);
      await cancelling;
    },
  };
}

/** PostgreSQL itself ends one statement that takes all the time: this timer is for several that take it together. */
const GRACE_MS = 100;

function rejectFor(reason: 'TOO_SLOW' | 'CLIENT_GONE', seconds: number): never {
  return reason === 'TOO_SLOW' ? fail(TOO_SLOW, { seconds }) : fail(CLIENT_GONE);
}
