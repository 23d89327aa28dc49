import type { Pool } from 'pg';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { packageVersion } from '../../config/packageRoot.ts';
import type { Releases } from '../../publishing/datasets/latestRelease.ts';
import { registerGauges } from './registerGauges.ts';

/** What metrics are told by others. */
export interface MetricsFrom {
  readonly pool: Pool;
  /** The connections that only read, if they are others. */
  readonly readPool?: Pool;
  /** Null where no releases are served: their gauges are left out. */
  readonly releases: Releases | null;
  /** How often the embedded database was opened again; never, if not said. */
  readonly restarts?: () => number;
}

/** What is counted, for Prometheus: labels come from closed lists only, never from a request. */
export class Metrics {
  readonly #registry = new Registry();
  readonly #of = { registers: [this.#registry] };

  readonly requests = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Requests by method, route and class of status, and how long they took.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15],
    ...this.#of,
  });
  readonly operations = new Counter({
    name: 'graphql_operations_total',
    help: 'Operations by type and outcome: ok, or the code of the first error.',
    labelNames: ['type', 'outcome'],
    ...this.#of,
  });
  readonly errors = new Counter({
    name: 'graphql_errors_total',
    help: 'Errors of operations by code.',
    labelNames: ['code'],
    ...this.#of,
  });
  readonly statements = new Histogram({
    name: 'sql_statement_duration_seconds',
    help: 'Statements that read, by outcome, and how long they took.',
    labelNames: ['outcome'],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 1, 5, 15],
    ...this.#of,
  });
  readonly keptAnswers = new Counter({
    name: 'registre_kept_answers_total',
    help: 'Operations answered by what was kept of the same version.',
    ...this.#of,
  });
  readonly rateLimited = new Counter({
    name: 'registre_rate_limited_total',
    help: 'Requests refused because their client had asked for too much.',
    ...this.#of,
  });
  readonly logLinesLost = new Counter({
    name: 'registre_log_lines_lost_total',
    help: 'Lines of the log that could not be written.',
    ...this.#of,
  });
  readonly traceBatchesLost = new Counter({
    name: 'registre_trace_batches_lost_total',
    help: 'Batches of spans that the collector did not take.',
    ...this.#of,
  });

  constructor({ pool, readPool = pool, releases, restarts = () => 0 }: MetricsFrom) {
    const build = new Gauge({
      name: 'registre_build_info',
      help: 'The version of the software and of Node.js, as labels; always 1.',
      labelNames: ['version', 'node'],
      ...this.#of,
    });
    build.set({ version: packageVersion(), node: process.version }, 1);
    const pools = new Set([pool, readPool]);
    const inAll = (count: (each: Pool) => number) => [...pools].reduce((sum, each) => sum + count(each), 0);
    new Gauge({
      name: 'database_pool_clients',
      help: 'Connections to the database by state, and requests that wait for one.',
      labelNames: ['state'],
      ...this.#of,
      collect() {
        this.set(
          { state: 'idle' },
          inAll(({ idleCount }) => idleCount),
        );
        this.set(
          { state: 'busy' },
          inAll(({ totalCount, idleCount }) => totalCount - idleCount),
        );
        this.set(
          { state: 'waiting' },
          inAll(({ waitingCount }) => waitingCount),
        );
      },
    });
    new Counter({
      name: 'registre_worker_restarts_total',
      help: 'Times that the worker of the embedded database was begun again after it ended.',
      ...this.#of,
      collect() {
        this.reset();
        this.inc(restarts());
      },
    });
    registerGauges(this.#registry, pool, releases);
  }

  /** All of it, in the text format of Prometheus. */
  text(): Promise<string> {
    return Registry.merge([ofTheProcess(), this.#registry]).metrics();
  }
}

/** The media type of {@link Metrics.text}. */
export const METRICS_TYPE: string = Registry.PROMETHEUS_CONTENT_TYPE;

let processRegistry: Registry | null = null;

// Observers of the event loop and of the collector can't be taken back: one set for the process, whatever it serves.
function ofTheProcess(): Registry {
  if (!processRegistry) {
    processRegistry = new Registry();
    collectDefaultMetrics({ register: processRegistry });
  }
  return processRegistry;
}
