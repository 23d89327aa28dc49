import { randomUUID } from 'node:crypto';
import type { FastifyBaseLogger, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { StatementObserver } from '../../sql/reader.ts';
import { type LogStream, logOptions, logRequest, standardErrorLog } from './logging.ts';
import { createMetrics, type Metrics, type MetricsSources } from './metrics.ts';
import { codesOf, type OperationOutcome, queryMetrics, recordOperation } from './operationMetrics.ts';
import { REQUEST_ID, type RequestRecord, recordOf } from './RequestRecord.ts';
import type { TraceSettings, Tracing } from './tracing.ts';

interface TelemetryOptions extends MetricsSources {
  logLevel: string;
  /** Default: standard error. */
  log?: LogStream;
  /** Null to export no traces. */
  traces: TraceSettings | null;
}

/** The log, metrics and traces of a server, for its operator. */
export class Telemetry {
  readonly metrics: Metrics;
  readonly serverOptions: ReturnType<typeof logOptions>;
  readonly #tracing: Tracing | null;
  readonly #recordsByError = new WeakMap<object, RequestRecord>();

  private constructor({ logLevel, log }: TelemetryOptions, metrics: Metrics, tracing: Tracing | null) {
    this.metrics = metrics;
    this.serverOptions = logOptions(logLevel, log ?? standardErrorLog(() => metrics.logLinesLost.inc()));
    this.#tracing = tracing;
  }

  /** Loads OpenTelemetry only when traces are configured: its modules take as long to load as Fastify. */
  static async open(options: TelemetryOptions): Promise<Telemetry> {
    const { traces } = options;
    const metrics = createMetrics(options);
    if (!traces) return new Telemetry(options, metrics, null);
    const { openTracing } = await import('./tracing.ts');
    const tracing = openTracing(traces, () => metrics.traceBatchesLost.inc());
    return new Telemetry(options, metrics, tracing);
  }

  /** Observes each request of a server. Must be the first hook. */
  follow(app: FastifyInstance): void {
    app.addHook('onRequest', (request, reply, done) => {
      const record = recordOf(request.raw);
      record.span = this.#tracing?.startRequest(record.trace) ?? null;
      reply.header(REQUEST_ID, record.id);
      reply.raw.once('close', () => this.#ended(request, reply, record));
      done();
    });
    app.addHook('preSerialization', async (request, _reply, payload) => {
      const errors = typeof payload === 'object' && payload && 'errors' in payload ? payload.errors : null;
      if (Array.isArray(errors)) recordOf(request.raw).codes = codesOf(errors);
      return payload;
    });
    app.addHook('onClose', () => this.#tracing?.close());
  }

  /** Relates errors to the request that they are of, for {@link recordOf}. */
  encountered(errors: readonly object[], record: RequestRecord): void {
    for (const error of errors) this.#recordsByError.set(error, record);
  }

  recordOperation(record: RequestRecord, outcome: OperationOutcome): void {
    recordOperation(this.metrics, record, outcome);
  }

  /** The observer that records the statements of a request. */
  statements(record: RequestRecord): StatementObserver {
    return queryMetrics(this.metrics, record);
  }

  /** The record of the request that an error of Apollo Server is of. */
  recordOf(error: unknown): RequestRecord | undefined {
    return typeof error === 'object' && error ? this.#recordsByError.get(error) : undefined;
  }

  /** Logs an unexpected error. @returns the reference for the client: the ID of its request. */
  unexpected(log: FastifyBaseLogger, cause: unknown, record: RequestRecord | undefined): string {
    const reference = record?.id ?? randomUUID();
    log.error({ err: cause, requestId: reference, traceId: record?.trace.traceId }, 'unexpected error');
    return reference;
  }

  #ended(request: FastifyRequest, reply: FastifyReply, record: RequestRecord): void {
    const { method } = request;
    const route = request.routeOptions.url ?? 'none';
    const status = reply.statusCode;
    const ms = performance.now() - record.startedAt;
    const aborted = !reply.raw.writableFinished;
    const labels = {
      method: METHODS.has(method) ? method : 'other',
      route,
      status: aborted ? 'aborted' : `${Math.trunc(status / 100)}xx`,
    };
    this.metrics.requests.add(labels, ms / 1_000);
    if (record.codes.includes('RATE_LIMITED')) this.metrics.rateLimited.inc();
    logRequest(request, reply, { route, ms, aborted });
    record.span?.end(
      `${method} ${route}`,
      {
        'http.request.method': method,
        'http.route': route,
        'http.response.status_code': status,
        'graphql.operation.type': record.operation?.type ?? 'none',
        'graphql.operation.name': record.operation?.name ?? '',
        'graphql.document.hash': record.operation?.hash ?? '',
        'registre.request.id': record.id,
        'registre.cost': record.cost ?? -1,
        'registre.register.version': record.version ?? -1,
        'registre.statement.count': record.statements,
      },
      status >= 500,
    );
  }
}

const METHODS = new Set(['GET', 'HEAD', 'POST', 'OPTIONS']);
