import { expect, test } from '@jest/globals';
import { growth } from '../../bench/soak/memory.ts';

/** A line of the soak at each minute from 1 on, with this RSS in megabytes. */
function samples(...megabytes: number[]) {
  return megabytes.map((each, at) => ({
    minute: at + 1.001,
    memory: { rss: each * 2 ** 20, heapUsed: 0, external: 0, arrayBuffers: 0 },
  }));
}

test('the growth of memory is that of RSS after the tenth minute', () => {
  expect(growth(samples(100, 150, 180, 190, 195, 197, 198, 199, 200, 200, 210, 230))).toBe(
    'RSS after minute 10: 200 → 230 MB, +15.0 %.',
  );
  expect(growth(samples(100, 150, 180, 190, 195, 197, 198, 199, 200, 200, 180))).toBe(
    'RSS after minute 10: 200 → 180 MB, -10.0 %.',
  );
});

test('a run of ten minutes or less does not tell', () => {
  expect(growth(samples(100, 150))).toContain('give more than 10 minutes');
  expect(growth(samples(1, 2, 3, 4, 5, 6, 7, 8, 9, 10))).toContain('give more than 10 minutes');
});
