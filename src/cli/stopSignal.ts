/**
 * The first signal to stop, when it comes. A second one ends the process at once, as whoever sends it twice means it to.
 * Whatever reads what is printed may go away meanwhile (standardOutput.ts): that is no reason to stop.
 */
export function stopSignal(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    let told = false;
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      process.on(signal, () => {
        if (told) process.exit(1);
        told = true;
        resolve(signal);
      });
    }
  });
}
