import type { Pool } from 'pg';
import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import { packageVersion } from '../../config/packageRoot.ts';
import type { Releases } from '../../publishing/graphql/Releases.ts';
import { BatchedMetric } from './BatchedMetric.ts';
import { exposeFormerMetrics } from './formerMetrics.ts';
import { registerGauges } from './registerGauges.ts';

export interface MetricsSources {
  readonly pool: Pool;
  /** The pool for reads. Default: `pool`. */
  readonly readPool?: Pool;
  /** Null when no releases are served: their gauges are omitted. */
  readonly releases: Releases | null;
  /** How often the embedded database was restarted. Default: never. */
  readonly restarts?: () => number;
}

export type Metrics = ReturnType<typeof createMetrics>;

/** The Prometheus metrics. Labels come from closed lists, never from a request. */
export function createMetrics({ pool, readPool = pool, releases, restarts = () => 0 }: MetricsSources) {
  const registry = new Registry();
  const registers = [registry];
  const counter = <L extends string>(name: string, help: string, ...labelNames: L[]) =>
    new Counter({ name, help, labelNames, registers });
  new Gauge({
    name: 'registre_build_info',
    help: 'Always 1. The labels are the versions of the software and of Node.js.',
    labelNames: ['version', 'node'],
    registers,
  }).set({ version: packageVersion(), node: process.version }, 1);
  const pools = [...new Set([pool, readPool])];
  const sum = (count: (pool: Pool) => number) => pools.reduce((total, each) => total + count(each), 0);
  new Gauge({
    name: 'database_pool_clients',
    help: 'Connections to the database by state (idle, busy), and requests that wait for a connection (waiting).',
    labelNames: ['state'],
    registers,
    collect() {
      const [idle, total] = [sum(({ idleCount }) => idleCount), sum(({ totalCount }) => totalCount)];
      const waiting = sum(({ waitingCount }) => waitingCount);
      this.set({ state: 'idle' }, idle);
      this.set({ state: 'busy' }, total - idle);
      this.set({ state: 'waiting' }, waiting);
    },
  });
  new Counter({
    name: 'registre_embedded_database_restarts_total',
    help: 'Restarts of the embedded database after it stopped, for example because its disk was full.',
    registers,
    collect() {
      this.reset();
      this.inc(restarts());
    },
  });
  const refresh = registerGauges(registry, pool, releases);
  const metrics = {
    requests: BatchedMetric.histogram({
      name: 'http_request_duration_seconds',
      help: 'Duration of HTTP requests by method, route and class of status.',
      labelNames: ['method', 'route', 'status'],
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15],
      registers,
    }),
    operations: BatchedMetric.counter({
      name: 'graphql_operations_total',
      help: 'GraphQL operations by type and outcome: ok, or the code of the first error.',
      labelNames: ['type', 'outcome'],
      registers,
    }),
    errors: counter('graphql_errors_total', 'Errors of GraphQL operations by code.', 'code'),
    statements: BatchedMetric.histogram({
      name: 'sql_statement_duration_seconds',
      help: 'Duration of SQL statements that read, by outcome.',
      labelNames: ['outcome'],
      buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 1, 5, 15],
      registers,
    }),
    responseCacheHits: counter('registre_response_cache_hits_total', 'Operations answered from the response cache.'),
    rateLimited: counter('registre_rate_limited_total', 'Requests rejected by the rate limit.'),
    logLinesLost: counter('registre_log_lines_lost_total', 'Log lines that could not be written to standard error.'),
    traceBatchesLost: counter(
      'registre_trace_batches_lost_total',
      'Batches of spans that the collector did not accept.',
    ),
    async text(): Promise<string> {
      await refresh();
      return Registry.merge([defaultRegistry(), registry]).metrics();
    },
  };
  exposeFormerMetrics(registry);
  return metrics;
}

export const METRICS_TYPE: string = Registry.PROMETHEUS_CONTENT_TYPE;

let processMetrics: Registry | null = null;

// Observers of the event loop and of garbage collection cannot be removed: one set per process.
function defaultRegistry(): Registry {
  if (processMetrics) return processMetrics;
  processMetrics = new Registry();
  collectDefaultMetrics({ register: processMetrics });
  return processMetrics;
}
