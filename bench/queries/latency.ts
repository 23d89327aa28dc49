import { median } from './measure.ts';

/** The latency of a repeated call, in milliseconds. */
export interface Latency {
  readonly median: number;
  readonly worst: number;
}

/** Calls `once` repeatedly for the given time, at least three times, one call after the other. */
export async function measureLatency(once: () => Promise<unknown>, seconds: number): Promise<Latency> {
  const durations: number[] = [];
  const end = performance.now() + seconds * 1000;
  while (durations.length < 3 || performance.now() < end) {
    const start = performance.now();
    await once();
    durations.push(performance.now() - start);
  }
  return { median: median(durations), worst: Math.max(...durations) };
}

export function formatMilliseconds(duration: number): string {
  return duration.toFixed(duration < 10 ? 1 : 0);
}
