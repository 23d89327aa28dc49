import { setFlagsFromString } from 'node:v8';

/**
 * Sets how V8 collects the garbage of this process. Call it before the program allocates much.
 *
 * - A full collection is due when the heap has grown by half. By default, it may grow fourfold.
 * - New objects are young, whatever lived long before. Otherwise, the rows of an import make V8 allocate all later rows in the old
 *   generation, and the text of each response waits there for a full collection.
 */
export function configureGarbageCollection(): void {
  setFlagsFromString('--heap-growing-percent=50');
  setFlagsFromString('--no-allocation-site-pretenuring');
}
