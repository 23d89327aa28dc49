import {
  type Context,
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
  AlwaysOffSampler,
  BatchSpanProcessor,
  NodeTracerProvider,
  ParentBasedSampler,
  RandomIdGenerator,
  type SpanExporter,
  TraceIdRatioBasedSampler,
} from '@opentelemetry/sdk-trace-node';
import { packageVersion } from '../../config/packageRoot.ts';
import type { RequestSpan, TraceSettings, Tracing } from './Tracing.ts';
import type { TraceContext } from './traceContext.ts';

/**
 * Traces sent as OTLP over HTTP, in batches, behind the requests: a collector that is away costs them nothing.
 * @param lost is told of each batch that could not be sent.
 */
export function otlpTracing({ url, headers, serviceName, ratio }: TraceSettings, lost: () => void): Tracing {
  const exporter = new OTLPTraceExporter({ url, headers: { ...headers }, timeoutMillis: 5_000 });
  const share = new TraceIdRatioBasedSampler(ratio);
  const random = new RandomIdGenerator();
  // A trace that begins here has the id that the log says: it is asked for while its first span is made.
  let beginning = '';
  const provider = new NodeTracerProvider({
    resource: resourceFromAttributes({ 'service.name': serviceName, 'service.version': packageVersion() }),
    // A caller may ask not to be traced; to be traced more than others is not theirs to ask.
    sampler: new ParentBasedSampler({
      root: share,
      remoteParentSampled: share,
      remoteParentNotSampled: new AlwaysOffSampler(),
    }),
    idGenerator: { generateTraceId: () => beginning, generateSpanId: () => random.generateSpanId() },
    spanProcessors: [new BatchSpanProcessor(telling(exporter, lost), { scheduledDelayMillis: 1_000 })],
  });
  const tracer = provider.getTracer('registre');
  return {
    begin(context) {
      beginning = context.traceId;
      return requestSpan(tracer, context);
    },
    close: async () => {
      const end = provider.shutdown().catch(lost);
      await Promise.race([end, new Promise((resolve) => setTimeout(resolve, CLOSED_WITHIN).unref())]);
    },
  };
}

const CLOSED_WITHIN = 2_000;
const STATEMENTS_AT_MOST = 20;
const TEXT_AT_MOST = 4_000;

function telling(exporter: SpanExporter, lost: () => void): SpanExporter {
  return {
    export: (spans, done) =>
      exporter.export(spans, (result) => {
        if (result.error || result.code !== 0) lost();
        done(result);
      }),
    shutdown: () => exporter.shutdown(),
    forceFlush: () => exporter.forceFlush?.() ?? Promise.resolve(),
  };
}

function requestSpan(tracer: Tracer, { traceId, parent }: TraceContext): RequestSpan {
  const root = parent ? remote(traceId, parent) : ROOT_CONTEXT;
  const span = tracer.startSpan('request', { kind: SpanKind.SERVER }, root);
  const within = [trace.setSpan(root, span)];
  let statements = 0;
  const innermost = () => within.at(-1) ?? root;
  return {
    part(name, facts = {}) {
      const part = tracer.startSpan(name, { attributes: { ...facts } }, innermost());
      const context = trace.setSpan(innermost(), part);
      within.push(context);
      return (errorType) => {
        within.splice(within.indexOf(context), 1);
        ended(part, errorType);
      };
    },
    statement(text) {
      statements += 1;
      if (statements > STATEMENTS_AT_MOST) return null;
      const attributes = { 'db.system.name': 'postgresql', 'db.query.text': text.slice(0, TEXT_AT_MOST) };
      const sent = tracer.startSpan('SQL', { kind: SpanKind.CLIENT, attributes }, innermost());
      return (errorType) => ended(sent, errorType);
    },
    end(name, facts, failed) {
      span.updateName(name).setAttributes({ ...facts });
      if (failed) span.setStatus({ code: SpanStatusCode.ERROR });
      span.end();
    },
  };
}

function remote(traceId: string, { spanId, sampled, state }: NonNullable<TraceContext['parent']>): Context {
  return trace.setSpanContext(ROOT_CONTEXT, {
    traceId,
    spanId,
    isRemote: true,
    traceFlags: sampled ? TraceFlags.SAMPLED : TraceFlags.NONE,
    ...(state && { traceState: createTraceState(state) }),
  });
}

function ended(span: Span, errorType: string | undefined): void {
  if (errorType !== undefined) span.setStatus({ code: SpanStatusCode.ERROR }).setAttribute('error.type', errorType);
  span.end();
}
