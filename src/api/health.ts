import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Pool } from 'pg';

/** What the health of a server depends on. */
export interface HealthOptions {
  pool: Pool;
  /** False for the embedded database: it is busy with one request at a time, and that is no sickness. */
  shared: boolean;
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
 * second, is migrated, and the server is not about to stop), as https://kubernetes.io/docs/reference/using-api/health-checks/
 * names them.
 */
export function serveHealth(app: FastifyInstance, options: HealthOptions): Health {
  let draining = false;
  let askedAt: number | null = null;
  const checks = checksOf(options);
  app.get('/livez', async (_request, reply) => answer(reply, 200, { status: 'alive' }));
  app.get('/readyz', async (_request, reply) => {
    askedAt = performance.now();
    const { database, migrations } = await checks();
    const ready = !draining && database !== 'down' && migrations !== 'lacking' && migrations !== 'unknown';
    if (!ready) reply.header('retry-after', '5');
    const status = ready ? 'ready' : 'not ready';
    return answer(reply, ready ? 200 : 503, { status, checks: { database, migrations, draining } });
  });
  // A connection kept alive would come back to a server that is about to stop.
  app.addHook('onSend', async (_request, reply) => {
    if (draining) reply.header('connection', 'close');
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

interface Checks {
  database: 'up' | 'busy' | 'down';
  migrations: MigrationState | 'unknown';
}

const ANSWERS_WITHIN = 1_000;
const KEPT = 500;

/** One check at a time, however many ask: a probe is never a load. */
function checksOf({ pool, shared, migrations }: HealthOptions): () => Promise<Checks> {
  const look = async (): Promise<Checks> => {
    await pool.query('SELECT 1');
    return { database: 'up', migrations: await migrations() };
  };
  const late: Checks = { database: shared ? 'down' : 'busy', migrations: shared ? 'unknown' : 'current' };
  let looking: Promise<Checks> | null = null;
  let known: { at: number; checks: Checks } | null = null;
  return async () => {
    if (known && performance.now() - known.at < KEPT) return known.checks;
    looking ??= look()
      .catch((): Checks => ({ database: 'down', migrations: 'unknown' }))
      .then((checks) => {
        known = { at: performance.now(), checks };
        looking = null;
        return checks;
      });
    return Promise.race([looking, new Promise<Checks>((resolve) => setTimeout(resolve, ANSWERS_WITHIN, late).unref())]);
  };
}
