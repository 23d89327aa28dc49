import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { type TraceContext, traceContextOf } from './traceContext.ts';
import type { RequestSpan } from './tracing.ts';

/** What the log, metrics and traces report of a request: no value, no document text, no identity of the client. */
export interface RequestRecord {
  readonly id: string;
  readonly trace: TraceContext;
  readonly startedAt: number;
  /** Null when traces are not configured. */
  span: RequestSpan | null;
  /** Null until the document is parsed. */
  operation: OperationInfo | null;
  /** The estimated cost in points; null when it was not computed. */
  cost: number | null;
  /** The register version that the response shows; null when it shows none. */
  version: number | null;
  /** The name of the token that authenticated the request. */
  token: string | null;
  /** The error codes of the response, in order. */
  codes: readonly string[];
  /** How many SQL statements ran, and their total duration. */
  statements: number;
  databaseMs: number;
}

export interface OperationInfo {
  readonly type: 'query' | 'mutation' | 'subscription' | 'none';
  readonly name: string | null;
  readonly hash: string | null;
}

const RECORD = Symbol('record');

declare module 'node:http' {
  interface IncomingMessage {
    [RECORD]?: RequestRecord;
  }
}

/** The record of a request, created by the first call. */
export function recordOf(request: IncomingMessage): RequestRecord {
  const existing = request[RECORD];
  if (existing) return existing;
  const givenId = request.headers[REQUEST_ID];
  const record: RequestRecord = {
    id: typeof givenId === 'string' && VALID_ID.test(givenId) ? givenId : randomUUID(),
    trace: traceContextOf(request.headers),
    startedAt: performance.now(),
    span: null,
    operation: null,
    cost: null,
    version: null,
    token: null,
    codes: [],
    statements: 0,
    databaseMs: 0,
  };
  request[RECORD] = record;
  return record;
}

/** The fields of each log line about a request. */
export function requestIds(request: IncomingMessage): { requestId: string; traceId: string } {
  const { id, trace } = recordOf(request);
  return { requestId: id, traceId: trace.traceId };
}

/** The header that carries the request ID, in requests and responses. */
export const REQUEST_ID = 'x-request-id';

// A longer ID, or one with quotes or line feeds, could forge a log line or fill the log.
const VALID_ID = /^[A-Za-z0-9._-]{1,64}$/;
