import { setTimeout } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { batchesAhead } from '../../src/sql/batchesAhead.ts';
import { randomRuns } from '../support/tier.ts';

const ofSize = (size: number) => (batch: readonly unknown[]) => batch.length === size;

test('every element is in one batch, in order, and every batch but the last is full', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer(), { maxLength: 300 }),
      fc.integer({ min: 1, max: 120 }),
      async (all, size) => {
        const batches: number[][] = [];
        for await (const batch of batchesAhead(all, ofSize(size))) batches.push(batch);
        expect(batches.flat()).toEqual(all);
        expect(batches.slice(0, -1).every(({ length }) => length === size)).toBe(true);
      },
    ),
    randomRuns(50, 500),
  );
});

test('the next batch is computed while the caller waits, and no further one', async () => {
  let computed = 0;
  function* counted() {
    for (;;) yield ++computed;
  }
  for await (const batch of batchesAhead(counted(), ofSize(10))) {
    await setTimeout(20);
    expect([batch.at(-1), computed]).toEqual([10, 20]);
    break;
  }
  expect(computed).toBe(20);
});

test('an error is thrown after the batches before it, and only if the caller reads further', async () => {
  function* failing() {
    yield* [1, 2, 3];
    throw new Error('unreadable');
  }
  const batches: number[][] = [];
  const read = async (maximum: number) => {
    for await (const batch of batchesAhead(failing(), ofSize(2))) {
      batches.push(batch);
      if (batches.length === maximum) return;
    }
  };
  await read(1);
  await expect(read(5)).rejects.toThrow('unreadable');
  expect(batches).toEqual([
    [1, 2],
    [1, 2],
  ]);
});
