/** Ends the run with one line that a script can read: `N passed, N failed`, and `, N skipped` when there are. */
export default class ClosingLine {
  onRunComplete(_contexts, results) {
    // A file that could not run has no failed test, and is a failure all the same.
    const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
    const skipped = results.numPendingTests + results.numTodoTests;
    const counts = [`${results.numPassedTests} passed`, `${failed} failed`, ...(skipped ? [`${skipped} skipped`] : [])];
    // Jest's own summary comes after every onRunComplete.
    process.once('exit', () => process.stdout.write(`${counts.join(', ')}\n`));
  }
}
