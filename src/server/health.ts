import { setTimeout } from 'node:timers/promises';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Pool } from 'pg';
import { isDiskFull } from '../files/diskSpace.ts';

export interface HealthOptions {
  pool: Pool;
  replica?: Pool | null;
  /** False for the embedded database: it serves one request at a time, so a check that waits does not mean a failure. */
  shared: boolean;
  /** The directory of the embedded database; null for PostgreSQL, whose disk is not visible to the server. */
  directory?: string | null;
  /** Why the server has no release of its present data; null if it has one. */
  releaseProblem?: () => Promise<{ readonly code: string; readonly message: string } | null>;
  migrations: () => Promise<MigrationState>;
}

/** `newer`: a newer version of the software has migrated the database during a rolling upgrade. */
type MigrationState = 'current' | 'lacking' | 'newer';

export interface Health {
  /** Reports the server as ready from now on, unless a check fails. Until then, it answers requests while it prepares its data. */
  start(): void;
  /** Reports the server as not ready from now on. */
  drain(): void;
  /** Milliseconds since the last request to `/readyz`; null before the first. */
  msSinceProbe(): number | null;
}

/**
 * Serves `/livez` (the process runs) and `/readyz` (the server accepts requests: its database responds within a second and
 * is migrated, its disk has space, and the server is neither starting nor shutting down).
 * @see https://kubernetes.io/docs/reference/using-api/health-checks/
 */
export function serveHealth(app: FastifyInstance, options: HealthOptions): Health {
  let starting = true;
  let draining = false;
  let probedAt: number | null = null;
  const checkDatabase = databaseCheck(options);
  const checkReplica = replicaCheck(options.replica ?? null);
  const checkDisk = diskCheck(app, options.directory ?? null);
  app.get('/livez', async (_request, reply) => send(reply, 200, { status: 'alive' }));
  app.get('/readyz', async (_request, reply) => {
    probedAt = performance.now();
    const checking = [checkDatabase(), checkReplica(), checkDisk()] as const;
    const [{ database, migrations }, { replica }, disk] = await Promise.all(checking);
    const available = database !== 'down' && replica !== 'down' && disk.disk !== 'full';
    const ready = !starting && !draining && available && migrations !== 'lacking' && migrations !== 'unknown';
    if (!ready) reply.header('retry-after', '5');
    // A server without a new release is ready: it answers queries, and serves the former release.
    const problem = (await options.releaseProblem?.()) ?? null;
    const release = problem && { release: `failed: ${problem.code}`, releaseProblem: problem.message };
    const checks = { database, replica, migrations, ...disk, ...release, starting, draining };
    return send(reply, ready ? 200 : 503, { status: ready ? 'ready' : 'not ready', checks });
  });
  return {
    start() {
      starting = false;
    },
    drain() {
      draining = true;
      app.closeConnections();
    },
    msSinceProbe: () => (probedAt === null ? null : performance.now() - probedAt),
  };
}

function send(reply: FastifyReply, status: number, body: object): FastifyReply {
  return reply.code(status).header('cache-control', 'no-store').send(body);
}

interface DatabaseState {
  database: 'up' | 'busy' | 'down';
  migrations: MigrationState | 'unknown';
}

function databaseCheck({ pool, shared, migrations }: HealthOptions): () => Promise<DatabaseState> {
  const failed: DatabaseState = { database: 'down', migrations: 'unknown' };
  return throttled<DatabaseState>(
    async () => {
      await pool.query('SELECT 1');
      return { database: 'up', migrations: await migrations() };
    },
    { failed, timedOut: shared ? failed : { database: 'busy', migrations: 'current' } },
  );
}

function replicaCheck(pool: Pool | null): () => Promise<{ replica?: 'up' | 'down' }> {
  if (!pool) return async () => ({});
  const check = async () => {
    await pool.query('SELECT 1');
    return { replica: 'up' as const };
  };
  return throttled<{ replica: 'up' | 'down' }>(check, { failed: { replica: 'down' }, timedOut: { replica: 'down' } });
}

/** Logs when the disk becomes full, and when it has space again. */
function diskCheck(app: FastifyInstance, directory: string | null): () => Promise<{ disk?: 'ok' | 'full' }> {
  if (directory === null) return async () => ({});
  let wasFull = false;
  return async () => {
    const full = await isDiskFull(directory);
    if (full && !wasFull)
      app.log.error({ directory }, 'the disk of the database is full: not ready until space is freed');
    if (!full && wasFull) app.log.warn({ directory }, 'the disk of the database has space again');
    wasFull = full;
    return { disk: full ? 'full' : 'ok' };
  };
}

const TIMEOUT_MS = 1_000;
const MAX_AGE_MS = 500;

/** Runs one check at a time, and reuses its result for half a second, so that frequent probes do not load the database. */
function throttled<T>(check: () => Promise<T>, { failed, timedOut }: { failed: T; timedOut: T }): () => Promise<T> {
  let running: Promise<T> | null = null;
  let latest: { at: number; result: T } | null = null;
  return async () => {
    if (latest && performance.now() - latest.at < MAX_AGE_MS) return latest.result;
    running ??= check()
      .catch(() => failed)
      .then((result) => {
        latest = { at: performance.now(), result };
        running = null;
        return result;
      });
    return Promise.race([running, setTimeout(TIMEOUT_MS, timedOut, { ref: false })]);
  };
}
