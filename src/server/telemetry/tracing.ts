import { setTimeout } from 'node:timers/promises';
import {
  type Attributes,
  createTraceState,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  TraceFlags,
  type Tracer,
  trace,
} from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import {
  BatchSpanProcessor,
  NodeTracerProvider,
  ParentBasedSampler,
  RandomIdGenerator,
  TraceIdRatioBasedSampler,
} from '@opentelemetry/sdk-trace-node';
import { packageVersion } from '../../config/packageRoot.ts';
import type { TraceContext } from './traceContext.ts';

export interface TraceSettings {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly serviceName: string;
  /** The fraction of requests to trace, from 0 to 1. */
  readonly ratio: number;
}

/** Starts and exports the spans of requests. Their names and attributes contain no value of a request. */
export type Tracing = ReturnType<typeof openTracing>;
export type RequestSpan = ReturnType<typeof startRequest>;
/** Ends a span, with the type of the error if there was one. */
export type EndSpan = (errorType?: string) => void;

/**
 * Exports spans in batches as OTLP over HTTP, in the background: an unavailable collector does not delay requests.
 * @param onLoss called for each batch that could not be sent.
 */
export function openTracing({ url, headers, serviceName, ratio }: TraceSettings, onLoss: () => void) {
  const exporter = new ReportingExporter({ url, headers: { ...headers }, timeoutMillis: 5_000 }, onLoss);
  const sampler = new TraceIdRatioBasedSampler(ratio);
  const ids = new RandomIdGenerator();
  // A trace that starts here must have the ID that the log gives it.
  let traceId = '';
  const provider = new NodeTracerProvider({
    resource: resourceFromAttributes({ 'service.name': serviceName, 'service.version': packageVersion() }),
    // A caller may opt out of tracing, but cannot be traced more often than others.
    sampler: new ParentBasedSampler({ root: sampler, remoteParentSampled: sampler }),
    idGenerator: { generateTraceId: () => traceId, generateSpanId: () => ids.generateSpanId() },
    spanLimits: { attributeValueLengthLimit: 4_000 },
    spanProcessors: [new BatchSpanProcessor(exporter, { scheduledDelayMillis: 1_000 })],
  });
  const tracer = provider.getTracer('registre');
  return {
    startRequest(context: TraceContext) {
      traceId = context.traceId;
      return startRequest(tracer, context);
    },
    /** Exports the remaining spans, for two seconds at most. */
    close: () => Promise.race([provider.shutdown().catch(onLoss), setTimeout(2_000, undefined, { ref: false })]),
  };
}

class ReportingExporter extends OTLPTraceExporter {
  readonly #onLoss: () => void;

  constructor(config: ConstructorParameters<typeof OTLPTraceExporter>[0], onLoss: () => void) {
    super(config);
    this.#onLoss = onLoss;
  }

  override export(...[spans, done]: Parameters<OTLPTraceExporter['export']>): void {
    super.export(spans, (result) => {
      if (result.error || result.code !== 0) this.#onLoss();
      done(result);
    });
  }
}

/** Statements beyond this number get no span, so that no request makes an endless trace. */
const MAX_STATEMENT_SPANS = 20;

function startRequest(tracer: Tracer, { traceId, parent }: TraceContext) {
  const remote = parent && {
    traceId,
    spanId: parent.spanId,
    isRemote: true,
    traceFlags: parent.sampled ? TraceFlags.SAMPLED : TraceFlags.NONE,
    ...(parent.state && { traceState: createTraceState(parent.state) }),
  };
  const root = remote ? trace.setSpanContext(ROOT_CONTEXT, remote) : ROOT_CONTEXT;
  const request = tracer.startSpan('request', { kind: SpanKind.SERVER }, root);
  let innermost = trace.setSpan(root, request);
  let statements = 0;
  return {
    /** Starts a child span; spans that start before it ends are its children. */
    startChild(name: string): EndSpan {
      const outer = innermost;
      const child = tracer.startSpan(name, {}, outer);
      innermost = trace.setSpan(outer, child);
      return (errorType) => {
        innermost = outer;
        endSpan(child, errorType);
      };
    },
    startStatement(text: string): EndSpan {
      statements += 1;
      if (statements > MAX_STATEMENT_SPANS) return () => {};
      const attributes = { 'db.system.name': 'postgresql', 'db.query.text': text };
      const statement = tracer.startSpan('SQL', { kind: SpanKind.CLIENT, attributes }, innermost);
      return (errorType) => endSpan(statement, errorType);
    },
    end(name: string, attributes: Attributes, failed: boolean): void {
      request.updateName(name).setAttributes(attributes);
      if (failed) request.setStatus({ code: SpanStatusCode.ERROR });
      request.end();
    },
  };
}

function endSpan(span: Span, errorType: string | undefined): void {
  if (errorType !== undefined) span.setStatus({ code: SpanStatusCode.ERROR }).setAttribute('error.type', errorType);
  span.end();
}
