import { randomUUID } from 'node:crypto';
import type { ApolloServerPlugin } from '@apollo/server';
import type { FastifyBaseLogger, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Pool } from 'pg';
import type { Releases } from '../../publishing/datasets/latestRelease.ts';
import type { StatementObserver } from '../../sql/reader.ts';
import type { ApiContext } from '../apiContext.ts';
import { type Ending, logging, logRequest } from './logging.ts';
import { type LogStream, logStream } from './logStream.ts';
import { Metrics } from './Metrics.ts';
import { codesOf, operationsTold } from './operationsTold.ts';
import { type RequestRecord, recordOf } from './RequestRecord.ts';
import { REQUEST_ID } from './requestId.ts';
import { statementsTold } from './statementsTold.ts';
import type { TraceSettings, Tracing } from './Tracing.ts';

/** What telemetry is made from. */
export interface TelemetryOptions {
  pool: Pool;
  /** The connections that only read, if they are others. */
  readPool?: Pool;
  /** Null where no releases are served. */
  releases: Releases | null;
  logLevel: string;
  /** Where lines of the log go; standard error if not said. */
  log?: LogStream;
  /** How often the embedded database was opened again; never, if not said. */
  restarts?: () => number;
  /** Where traces are sent; null for nowhere. */
  traces: TraceSettings | null;
}

/** What is told of requests to those who keep the server: its log, its metrics, its traces. */
export class Telemetry {
  readonly metrics: Metrics;
  readonly #level: string;
  readonly #log: LogStream;
  readonly #tracing: Tracing | null;
  readonly #records = new WeakMap<object, RequestRecord>();

  private constructor({ logLevel, log }: TelemetryOptions, metrics: Metrics, tracing: Tracing | null) {
    this.metrics = metrics;
    this.#level = logLevel;
    this.#log = log ?? logStream(process.stderr.fd, () => metrics.logLinesLost.inc());
    this.#tracing = tracing;
  }

  /** Makes it. What sends traces is loaded only where they are configured. */
  static async open(options: TelemetryOptions): Promise<Telemetry> {
    const { traces } = options;
    const metrics = new Metrics(options);
    if (!traces) return new Telemetry(options, metrics, null);
    const { otlpTracing } = await import('./otlpTracing.ts');
    return new Telemetry(
      options,
      metrics,
      otlpTracing(traces, () => metrics.traceBatchesLost.inc()),
    );
  }

  /** The options of the HTTP server that make its log. */
  get serverOptions() {
    return logging(this.#level, this.#log);
  }

  /** Follows each request of a server to its end. Add it before any other hook. */
  follow(app: FastifyInstance): void {
    app.addHook('onRequest', (request, reply, done) => {
      const record = recordOf(request.raw);
      record.span = this.#tracing?.begin(record.trace) ?? null;
      reply.header(REQUEST_ID, record.id);
      const { raw } = reply;
      raw.once('close', () => this.#ended(request, reply, record, !raw.writableFinished));
      done();
    });
    app.addHook('preSerialization', async (request, _reply, payload) => {
      const errors = typeof payload === 'object' && payload && 'errors' in payload ? payload.errors : null;
      if (Array.isArray(errors)) recordOf(request.raw).codes = codesOf(errors);
      return payload;
    });
    app.addHook('onClose', () => this.#tracing?.close());
  }

  /** Notes what documents ask for, and how that ends. */
  get operations(): ApolloServerPlugin<ApiContext> {
    return operationsTold(this.metrics, (error, record) => {
      if (typeof error === 'object' && error) this.#records.set(error, record);
    });
  }

  /** Notes what was answered without Apollo. */
  answered(
    record: RequestRecord,
    { version, cost, operation }: Pick<RequestRecord, 'version' | 'cost' | 'operation'>,
  ): void {
    record.version = version;
    record.cost = (record.cost ?? 0) + (cost ?? 0);
    record.operation = operation;
    this.metrics.operations.inc({ type: 'query', outcome: 'ok' });
  }

  /** Notes the statements of a request. */
  statements(record: RequestRecord): StatementObserver {
    return statementsTold(this.metrics, record);
  }

  /** Logs an unexpected error. @returns the reference to give for it: the id of its request. */
  unexpected(log: FastifyBaseLogger, cause: unknown, error: unknown): string {
    const record = typeof error === 'object' && error ? this.#records.get(error) : undefined;
    const reference = record?.id ?? randomUUID();
    log.error({ err: cause, requestId: reference, traceId: record?.trace.traceId }, 'unexpected error');
    return reference;
  }

  #ended(request: FastifyRequest, reply: FastifyReply, record: RequestRecord, aborted: boolean): void {
    const route = request.routeOptions.url ?? 'none';
    const { method } = request;
    const ms = performance.now() - record.startedAt;
    const ending: Ending = { route, status: reply.statusCode, ms, aborted };
    const status = aborted ? 'aborted' : `${Math.trunc(ending.status / 100)}xx`;
    this.metrics.requests.observe({ method: METHODS.has(method) ? method : 'other', route, status }, ms / 1000);
    if (record.codes.includes('RATE_LIMITED')) this.metrics.rateLimited.inc();
    logRequest(request, reply, record, ending);
    record.span?.end(
      `${method} ${route}`,
      {
        'http.request.method': method,
        'http.route': route,
        'http.response.status_code': ending.status,
        'graphql.operation.type': record.operation?.type ?? 'none',
        'graphql.operation.name': record.operation?.name ?? '',
        'graphql.document.hash': record.operation?.hash ?? '',
        'registre.request.id': record.id,
        'registre.cost': record.cost ?? -1,
        'registre.version': record.version ?? -1,
        'registre.statements': record.statements,
      },
      ending.status >= 500,
    );
  }
}

const METHODS = new Set(['GET', 'HEAD', 'POST', 'OPTIONS']);
