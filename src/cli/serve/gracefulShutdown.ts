import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import type { Health } from '../../server/health.ts';

/** npm forwards a signal that its script also receives from the terminal: one Ctrl-C then arrives twice. */
const SAME_SIGNAL_MS = 500;

/** Resolves with the first SIGTERM or SIGINT. A second one ends the process at once, unless it is the same one sent twice. */
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
  /** The time between the failing readiness probe and the end of listening. */
  delaySeconds: number;
  app: FastifyInstance;
  health: Health;
  /** Stops listening, waits for the running requests, and closes the database. */
  close(): Promise<void>;
}

/** A load balancer is assumed if the last readiness probe is more recent than this. */
const PROBED_WITHIN_MS = 60_000;
const REQUESTS_END_WITHIN_MS = 10_000;

/**
 * Stops without failing a request. The server reports that it is not ready, accepts requests until load balancers notice,
 * stops listening, and waits up to ten seconds for running requests. On Ctrl-C, or without readiness probes, it does not
 * wait for load balancers.
 */
export async function gracefulShutdown({ signal, delaySeconds, app, health, close }: StoppingServer): Promise<void> {
  const probedMsAgo = health.msSinceProbe();
  health.drain();
  if (signal === 'SIGTERM' && delaySeconds > 0 && probedMsAgo !== null && probedMsAgo < PROBED_WITHIN_MS) {
    console.log(`Not ready any more. Accepting requests for ${delaySeconds} s, until load balancers notice…`);
    await sleep(delaySeconds * 1000);
  }
  console.log('Waiting for running requests…');
  const late = sleep(REQUESTS_END_WITHIN_MS, 'late' as const, { ref: false });
  if ((await Promise.race([close(), late])) !== 'late') return;
  console.error(`Requests were still running after ${REQUESTS_END_WITHIN_MS / 1000} s: their connections were closed.`);
  app.server.closeAllConnections();
  process.exitCode = 1;
}
