import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import type { Health } from '../../server/health.ts';

/** npm forwards to its script the signal that the terminal has sent to both: one Ctrl-C then arrives twice. */
const SAME_SIGNAL_MS = 500;

/** Resolves with the first signal to stop. A second one ends the process at once, unless it is the same one sent twice. */
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

interface StoppingServer {
  signal: NodeJS.Signals;
  /** How long to accept requests after the server reports that it is not ready. */
  seconds: number;
  app: FastifyInstance;
  health: Health;
  /** Stops listening, waits for the requests under way, and closes what they used. */
  close(): Promise<void>;
}

/** How recent the last readiness probe must be for a load balancer to be assumed. */
const PROBED_WITHIN_MS = 60_000;
const REQUESTS_END_WITHIN_MS = 10_000;

/**
 * Stops without failing a request: reports that it is not ready, accepts requests until load balancers have noticed, stops
 * listening, and finishes the requests under way within ten seconds. On Ctrl-C, or without readiness probes, it does not
 * wait for load balancers.
 */
export async function gracefulShutdown({ signal, seconds, app, health, close }: StoppingServer): Promise<void> {
  const probedMsAgo = health.msSinceProbe();
  health.drain();
  if (signal === 'SIGTERM' && seconds > 0 && probedMsAgo !== null && probedMsAgo < PROBED_WITHIN_MS) {
    console.log(`Not ready any more; going on for ${seconds} s, until load balancers know…`);
    await sleep(seconds * 1000);
  }
  console.log('Finishing the requests under way…');
  const late = sleep(REQUESTS_END_WITHIN_MS, 'late' as const, { ref: false });
  if ((await Promise.race([close(), late])) !== 'late') return;
  console.error(`Requests were still under way after ${REQUESTS_END_WITHIN_MS / 1000} s: they were cut.`);
  app.server.closeAllConnections();
  process.exitCode = 1;
}
