// @ts-check
/** Ends a run with one line that a script can read: `N passed, N failed`, and `, N skipped` when some were. */
export default class ClosingLine {
  /**
   * @param {Set<{ config: { globals: { REGISTRE_TIER?: { seed: number, isLong: boolean } } } }>} contexts
   * @param {import('@jest/reporters').AggregatedResult} results
   */
  onRunComplete(contexts, results) {
    // A file that could not run has no failed test, and is a failure all the same.
    const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
    const skipped = results.numPendingTests + results.numTodoTests;
    const counts = [`${results.numPassedTests} passed`, `${failed} failed`, ...(skipped ? [`${skipped} skipped`] : [])];
    const tiers = [...contexts].map(({ config }) => config.globals.REGISTRE_TIER);
    const random = tiers.find((tier) => tier?.isLong);
    const seed = random
      ? `The random tests began with a new seed: REGISTRE_TEST_SEED=${random.seed} repeats them.\n`
      : '';
    // Jest's own summary comes after every onRunComplete.
    process.once('exit', () => process.stdout.write(`${seed}${counts.join(', ')}\n`));
  }
}
