import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Pool } from 'pg';
import { isDiskFull } from '../files/diskSpace.ts';

/** What the health of a server depends on. */
export interface HealthOptions {
  pool: Pool;
  /** The replica that is read; null if there is none. */
  replica?: Pool | null;
  /** False for the embedded database: it is busy with one request at a time, and that is no sickness. */
  shared: boolean;
  /** Where the files of the embedded database are; null for PostgreSQL, which watches its own disk. */
  directory?: string | null;
  /** Whether the database has all that this software needs of it. */
  migrations: () => Promise<MigrationState>;
}

/** `newer`: another version of the software, which replaces this one, has brought the database further. */
export type MigrationState = 'current' | 'lacking' | 'newer';

/** The health of a server, as load balancers ask for it. */
export interface Health {
  /** From now on the server says that it is not ready. */
  drain(): void;
  /** How long ago somebody last asked whether it is ready; null if nobody did. */
  askedMsAgo(): number | null;
}

/**
 * Serves `/livez` (the process answers) and `/readyz` (requests may be sent to it: the database answers within a
 * second, is migrated, has space left on its disk, and the server is not about to stop), as https://kubernetes.io/docs/reference/using-api/health-checks/
 * names them.
 */
export function serveHealth(app: FastifyInstance, options: HealthOptions): Health {
  let draining = false;
  let askedAt: number | null = null;
  const checks = checksOf(options);
  const disk = diskCheck(app, options.directory ?? null);
  app.get('/livez', async (_request, reply) => answer(reply, 200, { status: 'alive' }));
  app.get('/readyz', async (_request, reply) => {
    askedAt = performance.now();
    const [{ database, replica, migrations }, space] = await Promise.all([checks(), disk()]);
    const answers = database !== 'down' && replica !== 'down' && space.disk !== 'full';
    const ready = !draining && answers && migrations !== 'lacking' && migrations !== 'unknown';
    if (!ready) reply.header('retry-after', '5');
    const status = ready ? 'ready' : 'not ready';
    return answer(reply, ready ? 200 : 503, { status, checks: { database, replica, migrations, ...space, draining } });
  });
  // A connection kept alive would come back to a server that is about to stop.
  app.addHook('onSend', (_request, reply, _payload, done) => {
    if (draining) reply.header('connection', 'close');
    done();
  });
  return {
    drain() {
      draining = true;
    },
    askedMsAgo: () => (askedAt === null ? null : performance.now() - askedAt),
  };
}

function answer(reply: FastifyReply, status: number, body: object): FastifyReply {
  return reply.code(status).header('cache-control', 'no-store').send(body);
}

/** Looks at the space of a disk, and logs when it runs out and when there is some again. */
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

interface Checks {
  database: 'up' | 'busy' | 'down';
  /** Left out where there is none. */
  replica?: 'up' | 'down';
  migrations: MigrationState | 'unknown';
}

const ANSWERS_WITHIN = 1_000;
const KEPT = 500;

function checksOf({ pool, replica, shared, migrations }: HealthOptions): () => Promise<Checks> {
  const database = oneAtATime<Pick<Checks, 'database' | 'migrations'>>(
    async () => {
      await pool.query('SELECT 1');
      return { database: 'up', migrations: await migrations() };
    },
    {
      failed: { database: 'down', migrations: 'unknown' },
      late: shared ? { database: 'down', migrations: 'unknown' } : { database: 'busy', migrations: 'current' },
    },
  );
  if (!replica) return database;
  const ofReplica = oneAtATime<Pick<Checks, 'replica'>>(
    async () => {
      await replica.query('SELECT 1');
      return { replica: 'up' };
    },
    { failed: { replica: 'down' }, late: { replica: 'down' } },
  );
  return async () => {
    const [found, besides] = await Promise.all([database(), ofReplica()]);
    return { ...found, ...besides };
  };
}

/** One look at a time, however many ask: a probe is never a load. */
function oneAtATime<T>(look: () => Promise<T>, { failed, late }: { failed: T; late: T }): () => Promise<T> {
  let looking: Promise<T> | null = null;
  let known: { at: number; found: T } | null = null;
  return async () => {
    if (known && performance.now() - known.at < KEPT) return known.found;
    looking ??= look()
      .catch(() => failed)
      .then((found) => {
        known = { at: performance.now(), found };
        looking = null;
        return found;
      });
    return Promise.race([looking, new Promise<T>((resolve) => setTimeout(resolve, ANSWERS_WITHIN, late).unref())]);
  };
}
