import { setTimeout } from 'node:timers/promises';

/** Repeats a check until it returns true. An error counts as false. @returns the duration in milliseconds. */
export async function until(check: () => Promise<boolean>, seconds = 30): Promise<number> {
  const start = performance.now();
  while (!(await check().catch(() => false))) {
    if (performance.now() - start > seconds * 1000) throw new Error(`The check still failed after ${seconds} s.`);
    await setTimeout(20);
  }
  return performance.now() - start;
}
