import { throwTold } from '../database/databaseFaults.ts';
import type { HeldClient } from '../database/heldClient.ts';
import { refuse } from '../errors/errors.ts';
import type { ReadLimits } from './statementTimeout.ts';

/**
 * Waits for a connection within the limits, and releases one that comes later. Rejects with DATABASE_BUSY, DATABASE_AWAY
 * or CLIENT_GONE.
 */
export async function connectionInTime(
  connecting: Promise<HeldClient>,
  { seconds, signal }: ReadLimits,
): Promise<HeldClient> {
  let giveUp = () => {};
  const givenUp = new Promise<null>((resolve) => {
    giveUp = () => resolve(null);
  });
  const timer = setTimeout(giveUp, seconds * 1000);
  signal?.addEventListener('abort', giveUp);
  if (signal?.aborted) giveUp();
  try {
    const first = await Promise.race([connecting.catch(throwTold), givenUp]);
    if (first) return first;
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', giveUp);
  }
  connecting.then(
    ({ release }) => release(),
    // The request has its error already.
    () => {},
  );
  return signal?.aborted ? refuse('CLIENT_GONE', {}) : refuse('DATABASE_BUSY', {});
}
