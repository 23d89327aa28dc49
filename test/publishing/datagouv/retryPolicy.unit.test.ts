import { describe, expect, test } from '@jest/globals';
import { delayBefore, RETRY_POLICY, retryAfter } from '../../../src/publishing/datagouv/client/retryPolicy.ts';

const DATE = 'Mon, 23 Nov 2026 18:00:00 GMT';

describe('Retry-After', () => {
  test.each([
    ['seconds', '7', 7_000],
    ['zero', '0', 0],
    ['a date, by the clock of the answer', 'Mon, 23 Nov 2026 18:00:09 GMT', 9_000],
    ['a date that is past', 'Mon, 23 Nov 2026 17:00:00 GMT', 0],
    ['a negative number', '-5', null],
    ['words', 'soon', null],
    ['nothing', '', null],
  ])('%s', (_situation, text, expected) => {
    expect(retryAfter(new Headers({ 'retry-after': text, date: DATE }))).toBe(expected);
  });

  test('is obeyed, up to a minute', () => {
    expect(delayBefore(1, RETRY_POLICY, new Headers({ 'retry-after': '3' }))).toBe(3_000);
    expect(delayBefore(1, RETRY_POLICY, new Headers({ 'retry-after': '86400' }))).toBe(60_000);
    expect(delayBefore(1, RETRY_POLICY, new Headers({ 'retry-after': 'Fri, 31 Dec 9999 23:59:59 GMT' }))).toBe(60_000);
  });
});

test('without, waits grow exponentially to a limit, spread over their whole length', () => {
  const ceiling = (retry: number) => delayBefore(retry, { ...RETRY_POLICY, random: () => 1 });
  expect([1, 2, 3, 4, 20].map(ceiling)).toEqual([500, 1_000, 2_000, 4_000, 30_000]);
  const drawn = Array.from({ length: 400 }, () => delayBefore(4, RETRY_POLICY));
  expect(Math.min(...drawn)).toBeLessThan(400);
  expect(Math.max(...drawn)).toBeGreaterThan(3_600);
});
