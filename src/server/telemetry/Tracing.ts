import type { TraceContext } from './traceContext.ts';

/** Exports spans to an OpenTelemetry collector. */
export interface Tracing {
  startRequest(trace: TraceContext): RequestSpan;
  /** Exports the remaining spans, for two seconds at most. */
  close(): Promise<void>;
}

/** The span of a request. Names and attributes contain no value of the request. */
export interface RequestSpan {
  /** Starts a child span; spans that start before it ends are its children. */
  startChild(name: string): EndSpan;
  startStatement(text: string): EndSpan;
  end(name: string, attributes: Readonly<Record<string, string | number>>, failed: boolean): void;
}

/** Ends a span, with the type of the error if there was one. */
export type EndSpan = (errorType?: string) => void;

export interface TraceSettings {
  /** The full URL of the OTLP endpoint. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly serviceName: string;
  /** The fraction of requests to trace, from 0 to 1. */
  readonly ratio: number;
}
