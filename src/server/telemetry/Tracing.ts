import type { TraceContext } from './traceContext.ts';

/** What a span may say of itself: numbers, and texts that hold no value of a request. */
export type SpanFacts = Readonly<Record<string, string | number | boolean>>;

/** Sends what requests did, and how long each part took, to a collector of OpenTelemetry. */
export interface Tracing {
  /** Begins the span of a request. */
  begin(trace: TraceContext): RequestSpan;
  /** Sends what was not sent yet, for a few seconds at most. */
  close(): Promise<void>;
}

/** The span of a request, and those of its parts. */
export interface RequestSpan {
  /** Begins a part; what begins before it ends is a part of it. Call what is returned when it ends. */
  part(name: string, facts?: SpanFacts): EndPart;
  /** A statement sent to the database; null beyond a bound, so that no request makes a trace without end. */
  statement(text: string): EndPart | null;
  end(name: string, facts: SpanFacts, failed: boolean): void;
}

/** Ends a part; with the kind of error, if it failed. */
export type EndPart = (errorType?: string) => void;

/** Where traces go. */
export interface TraceSettings {
  /** The full URL that they are posted to, in OTLP. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly serviceName: string;
  /** The share of requests that are traced, from 0 to 1. */
  readonly ratio: number;
}
