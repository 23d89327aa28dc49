import { setImmediate } from 'node:timers/promises';

/** The elements that are computed without a pause. */
const STEP = 50;

/**
 * The elements of an iterable, in batches. While the caller waits for the database, the next batch is computed, with pauses in which the
 * statement of the present one is sent.
 * @param isFull whether a batch takes no more elements.
 */
export async function* batchesAhead<T>(
  elements: Iterable<T>,
  isFull: (batch: readonly T[]) => boolean,
): AsyncGenerator<T[]> {
  const iterator = elements[Symbol.iterator]();
  const computeNext = async () => {
    const batch: T[] = [];
    while (batch.length === 0 || !isFull(batch)) {
      if (batch.length % STEP === 0) await setImmediate();
      const { value, done } = iterator.next();
      if (done) break;
      batch.push(value);
    }
    return batch;
  };
  let next = computeNext();
  try {
    for (let batch = await next; batch.length > 0; batch = await next) {
      next = computeNext();
      // An error of the next batch is thrown when the caller reads it.
      next.catch(() => {});
      yield batch;
    }
  } finally {
    await next.catch(() => {});
  }
}
