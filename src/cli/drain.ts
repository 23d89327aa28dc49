import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import type { Health } from '../server/health.ts';

/** A server that was told to stop. */
export interface Stopping {
  signal: NodeJS.Signals;
  /** How long to go on after a load balancer can know. */
  seconds: number;
  app: FastifyInstance;
  health: Health;
  /** Stops listening, waits for the requests under way, and closes what they used. */
  close(): Promise<void>;
}

/**
 * Stops without failing a request. The server first says that it is not ready, and goes on answering until the load
 * balancers that ask have gone elsewhere; then it stops listening, and finishes what is under way, within ten seconds.
 * Nobody waits where nobody asks: on a terminal, Ctrl-C stops at once.
 */
export async function drain({ signal, seconds, app, health, close }: Stopping): Promise<void> {
  const askedMsAgo = health.msSinceProbe();
  health.drain();
  if (signal === 'SIGTERM' && seconds > 0 && askedMsAgo !== null && askedMsAgo < ASKED_WITHIN) {
    console.log(`Not ready any more; going on for ${seconds} s, until load balancers know…`);
    await sleep(seconds * 1000);
  }
  console.log('Finishing the requests under way…');
  const late = sleep(FINISHED_WITHIN, 'late' as const, { ref: false });
  if ((await Promise.race([close(), late])) !== 'late') return;
  console.error(`Requests were still under way after ${FINISHED_WITHIN / 1000} s: they were cut.`);
  app.server.closeAllConnections();
  process.exitCode = 1;
}

const ASKED_WITHIN = 60_000;
const FINISHED_WITHIN = 10_000;
