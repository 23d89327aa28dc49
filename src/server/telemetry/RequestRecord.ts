import type { IncomingMessage } from 'node:http';
import { requestIdOf } from './requestId.ts';
import type { RequestSpan } from './Tracing.ts';
import { type TraceContext, traceContextOf } from './traceContext.ts';

/** What is remembered of a request, to be told when it ends: never a value, a text of the document, or who asked it. */
export interface RequestRecord {
  readonly id: string;
  readonly trace: TraceContext;
  readonly startedAt: number;
  /** Null where traces are not configured. */
  span: RequestSpan | null;
  /** What the document asks for; null until it is parsed. */
  operation: OperationInfo | null;
  /** What it was reckoned to cost; null if it was not. */
  cost: number | null;
  /** The version of the register that the answer tells; null if it tells none. */
  version: number | null;
  /** The name of the token that it came with. */
  token: string | null;
  /** The codes of the errors of the answer, in its order. */
  codes: readonly string[];
  /** The statements that it read with, and how long they took in all. */
  statements: number;
  databaseMs: number;
}

/** An operation without its text. */
export interface OperationInfo {
  readonly type: 'query' | 'mutation' | 'subscription' | 'none';
  readonly name: string | null;
  /** SHA-256 of the document. */
  readonly hash: string | null;
}

const records = new WeakMap<IncomingMessage, RequestRecord>();

/** The record of a request, made the first time that it is asked for. */
export function recordOf(request: IncomingMessage): RequestRecord {
  const known = records.get(request);
  if (known) return known;
  const record: RequestRecord = {
    id: requestIdOf(request.headers),
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
  records.set(request, record);
  return record;
}
