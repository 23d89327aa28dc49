import { rethrowDatabaseError, wasCancelled } from '../database/knownDatabaseError.ts';
import { fail } from '../errors/errors.ts';
import { CLIENT_GONE, TOO_SLOW } from './registerErrors.ts';

/** What a reading may cost: how long, and who waits for it. */
export interface Limits {
  /** How long its statements may take in all, and how long it may wait for its turn, in seconds. */
  readonly seconds: number;
  /** Is aborted once nobody waits for the answer. */
  readonly signal?: AbortSignal;
}

/** Watches over the statements of one reading, one at a time. */
export interface Watch {
  /** Carries out a statement; refuses with TOO_SLOW or CLIENT_GONE if it was, or is to be, ended, or as the database fails. */
  over<R>(statement: () => Promise<R>): Promise<R>;
  /** Stops watching, once what is being ended has ended. */
  stop(): Promise<void>;
}

/** How a statement is ended. */
export interface Ending {
  /** Ends the statement under way. */
  end(): Promise<void>;
  /** Whether that costs nobody else anything now: else only time ends it. */
  alone(): boolean;
}

/** A {@link Watch} that begins now. */
export function watch({ seconds, signal }: Limits, { end, alone }: Ending): Watch {
  let why: 'TOO_SLOW' | 'CLIENT_GONE' | null = null;
  let isUnderWay = false;
  let ending: Promise<void> | null = null;
  const endStatement = () => {
    if (isUnderWay) ending ??= end();
  };
  const onTimeUp = () => {
    why ??= 'TOO_SLOW';
    endStatement();
  };
  const onGone = () => {
    why ??= 'CLIENT_GONE';
    if (alone()) endStatement();
  };
  const timer = setTimeout(onTimeUp, seconds * 1000 + FIRST_WORD_MS);
  signal?.addEventListener('abort', onGone);
  if (signal?.aborted) onGone();

  return {
    async over(statement) {
      if (why) refuseFor(why, seconds);
      isUnderWay = true;
      try {
        return await statement();
      } catch (error) {
        // Where the connection had to be ended, the statement fails as if the database were away.
        const endedByUs = why === 'CLIENT_GONE' && ending !== null;
        if (!(endedByUs || wasCancelled(error))) rethrowDatabaseError(error);
        why ??= 'TOO_SLOW';
        return refuseFor(why, seconds);
      } finally {
        isUnderWay = false;
      }
    },
    async stop() {
      clearTimeout(timer);
      signal?.removeEventListener('abort', onGone);
      await ending;
    },
  };
}

/** PostgreSQL ends by itself a statement that takes all the time; from here are ended those that take it together. */
const FIRST_WORD_MS = 100;

function refuseFor(why: 'TOO_SLOW' | 'CLIENT_GONE', seconds: number): never {
  return why === 'TOO_SLOW' ? fail(TOO_SLOW, { seconds }) : fail(CLIENT_GONE);
}
