const steps: (() => Promise<unknown>)[] = [];

/** Registers a step for the end of the bench: success, error or signal. Steps run in reverse order. */
export function onEnd(step: () => Promise<unknown>): void {
  steps.push(step);
}

/** Runs every step, even when one fails. Returns the errors. */
export async function cleanUp(): Promise<unknown[]> {
  const failures: unknown[] = [];
  for (let step = steps.pop(); step; step = steps.pop()) {
    await step().catch((error: unknown) => failures.push(error));
  }
  return failures;
}
