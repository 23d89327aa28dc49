import type { CheckedOutClient } from '../database/checkedOutClient.ts';
import { DATABASE_BUSY } from '../database/databaseErrors.ts';
import { rethrowDatabaseError } from '../database/knownDatabaseError.ts';
import { fail } from '../errors/errors.ts';
import { CLIENT_GONE } from './registerErrors.ts';
import type { Limits } from './watch.ts';

/**
 * Waits for a client no longer than the limits say; one that comes later goes straight back. Refuses with
 * DATABASE_BUSY, DATABASE_AWAY or CLIENT_GONE.
 */
export async function inTime(
  coming: Promise<CheckedOutClient>,
  { seconds, signal }: Limits,
): Promise<CheckedOutClient> {
  let giveUp = () => {};
  const givenUp = new Promise<null>((resolve) => {
    giveUp = () => resolve(null);
  });
  const timer = setTimeout(giveUp, seconds * 1000);
  signal?.addEventListener('abort', giveUp);
  if (signal?.aborted) giveUp();
  try {
    const first = await Promise.race([coming.catch(rethrowDatabaseError), givenUp]);
    if (first) return first;
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', giveUp);
  }
  // One that can't come at all is nobody's affair any more.
  coming.then(
    ({ release }) => release(),
    () => {},
  );
  return signal?.aborted ? fail(CLIENT_GONE) : fail(DATABASE_BUSY);
}
