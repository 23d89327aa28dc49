import { expect, test } from '@jest/globals';
import { Registry } from 'prom-client';
import { BatchedMetric } from '../../../src/server/telemetry/BatchedMetric.ts';

const COUNTS = [0, 1, 999, 1_000, 1_001, 2_500];
const SERIES = { counter: 'metric', histogram: 'metric_count' } as const;

test.each(COUNTS.flatMap((count) => [['counter', count] as const, ['histogram', count] as const]))(
  'a %s that is read has all of %i values',
  async (kind, count) => {
    const registry = new Registry();
    const configuration = { name: 'metric', help: 'A metric.', labelNames: ['outcome'], registers: [registry] };
    const metric = BatchedMetric[kind](configuration);
    for (let at = 0; at < count; at += 1) metric.add({ outcome: at % 5 === 0 ? 'error' : 'ok' }, 1);
    const text = await registry.metrics();
    const value = (outcome: string) =>
      Number(new RegExp(`^${SERIES[kind]}{outcome="${outcome}"} (\\d+)$`, 'm').exec(text)?.[1] ?? 0);
    expect(value('error')).toBe(Math.ceil(count / 5));
    expect(value('ok') + value('error')).toBe(count);
    // Reading again counts nothing twice.
    expect(await registry.metrics()).toBe(text);
  },
);
