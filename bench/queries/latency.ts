import { median } from './measure.ts';

/** What asking one thing again and again took, in milliseconds. */
export interface Latency {
  readonly median: number;
  readonly worst: number;
}

/** Asks again and again until the time is up, three times at least, one after the other. */
export async function latencyOf(once: () => Promise<unknown>, seconds: number): Promise<Latency> {
  const took: number[] = [];
  const end = performance.now() + seconds * 1000;
  while (took.length < 3 || performance.now() < end) {
    const start = performance.now();
    await once();
    took.push(performance.now() - start);
  }
  return { median: median(took), worst: Math.max(...took) };
}

export function milliseconds(taken: number): string {
  return taken.toFixed(taken < 10 ? 1 : 0);
}
