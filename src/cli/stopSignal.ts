import { performance } from 'node:perf_hooks';

/** npm forwards to its script the signal that the terminal has sent to both: one Ctrl-C then arrives twice. */
const SAME_SIGNAL_MS = 500;

/**
 * The first signal to stop, when it comes. A second one ends the process at once, unless it is the same one sent twice.
 * A reader of the output that goes away is no reason to stop (standardOutput.ts).
 */
export function stopSignal(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    let first: { signal: NodeJS.Signals; at: number } | null = null;
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      process.on(signal, () => {
        const now = performance.now();
        if (first && (first.signal !== signal || now - first.at > SAME_SIGNAL_MS)) process.exit(1);
        first ??= { signal, at: now };
        resolve(signal);
      });
    }
  });
}
