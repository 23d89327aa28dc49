import { setImmediate } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const gc: unknown = runInNewContext('gc');

/** Collects all that is garbage: what remains of the heap is held by something. */
export async function collectGarbage(): Promise<void> {
  if (typeof gc !== 'function') throw new Error('this Node.js has no gc()');
  // A WeakRef holds its target until the end of the task that made it.
  await setImmediate();
  gc();
}
