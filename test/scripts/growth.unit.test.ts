import { expect, test } from '@jest/globals';
import { growth } from '../../bench/soak/memory.ts';

/** One sample per minute from minute 1, with the given RSS and heap in megabytes. */
function samples(...megabytes: (readonly [rss: number, heapUsed: number])[]) {
  return megabytes.map(([rss, heapUsed], at) => ({
    minute: at + 1.001,
    memory: { sample: at, rss: rss * 2 ** 20, heapUsed: heapUsed * 2 ** 20, external: 10 * 2 ** 20, arrayBuffers: 0 },
  }));
}

test('memory is flat when neither RSS nor the heap grew by more than 5 % after the warm minute', () => {
  expect(growth(samples([100, 50], [200, 90], [230, 95], [208, 80]), 2)).toEqual({
    text: 'Memory after minute 2 is flat: RSS 200 → 208 MB (+4.0 %), heap and external 100 → 90 MB (-10.0 %).',
    isFlat: true,
  });
});

test('memory is not flat when one of the two grew', () => {
  expect(growth(samples([100, 50], [200, 90], [212, 90]), 2)).toMatchObject({ isFlat: false });
  expect(growth(samples([100, 50], [200, 90], [200, 96]), 2)).toEqual({
    text: 'Memory after minute 2 is not flat, more than 5 %: RSS 200 → 200 MB (0.0 %), heap and external 100 → 106 MB (+6.0 %).',
    isFlat: false,
  });
});

test('a run that ends at the warm minute reports an unknown growth', () => {
  const short = growth(samples([100, 50], [150, 90]), 10);
  expect(short.text).toContain('needs more than 10 minutes');
  expect(short.isFlat).toBe(true);
  expect(growth(samples([1, 1], [2, 2]), 2).text).toContain('needs more than 2 minutes');
});
