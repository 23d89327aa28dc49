import { setImmediate } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const gc: unknown = runInNewContext('gc');

/** Runs a full garbage collection: the remaining heap is referenced. */
export async function collectGarbage(): Promise<void> {
  if (typeof gc !== 'function') throw new Error('This Node.js has no gc().');
  // A WeakRef holds its target until the end of the task that created it.
  await setImmediate();
  gc();
}
