import { expect, test } from '@jest/globals';
import { Registry } from 'prom-client';
import { BatchedHistogram } from '../../../src/server/telemetry/BatchedHistogram.ts';

test.each([0, 1, 999, 1_000, 1_001, 2_500])('metrics that are read have all of %i observations', async (count) => {
  const registry = new Registry();
  const histogram = new BatchedHistogram({
    name: 'duration_seconds',
    help: 'Duration.',
    labelNames: ['outcome'],
    buckets: [0.1, 1],
    registers: [registry],
  });
  for (let at = 0; at < count; at += 1) histogram.observe({ outcome: at % 5 === 0 ? 'error' : 'ok' }, 0.25);
  const text = await registry.metrics();
  const value = (outcome: string) =>
    Number(new RegExp(`duration_seconds_count{outcome="${outcome}"} (\\d+)`).exec(text)?.[1] ?? 0);
  expect(value('error')).toBe(Math.ceil(count / 5));
  expect(value('ok') + value('error')).toBe(count);
  // Reading again counts nothing twice.
  expect(await registry.metrics()).toBe(text);
});
