import { expect, test } from '@jest/globals';
import { formatBytes } from '../../src/values/text.ts';

test('formatBytes uses decimal units with at most one digit after the point', () => {
  expect([80, 1500, 100_000_000, 77_926_400_000].map(formatBytes)).toEqual(['80 bytes', '1.5 kB', '100 MB', '77.9 GB']);
});
