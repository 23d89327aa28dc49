// @ts-check
/** A Jest reporter whose last line is easy to parse: `N passed, N failed`, and `, N skipped` if some were skipped. */
export default class SummaryReporter {
  /**
   * @param {Set<{ config: { globals: { REGISTRE_TIER?: { seed: number, isLong: boolean } } } }>} contexts
   * @param {import('@jest/reporters').AggregatedResult} results
   */
  onRunComplete(contexts, results) {
    // A test file that could not run has no failed test, but counts as a failure.
    const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
    const skipped = results.numPendingTests + results.numTodoTests;
    const counts = [`${results.numPassedTests} passed`, `${failed} failed`, ...(skipped ? [`${skipped} skipped`] : [])];
    const tiers = [...contexts].map(({ config }) => config.globals.REGISTRE_TIER);
    const random = tiers.find((tier) => tier?.isLong);
    const seed = random ? `Random tests used a new seed. To repeat them: REGISTRE_TEST_SEED=${random.seed}\n` : '';
    // Jest prints its own summary after onRunComplete.
    process.once('exit', () => process.stdout.write(`${seed}${counts.join(', ')}\n`));
  }
}
