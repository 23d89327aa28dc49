const steps: (() => Promise<unknown>)[] = [];

/** Runs a step when the bench ends, on success, on error and on a signal alike. The last step added runs first. */
export function atEnd(step: () => Promise<unknown>): void {
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
