import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

export interface TraceContext {
  /** 32 hexadecimal digits. */
  readonly traceId: string;
  /** The span of the caller; null when the trace starts here. */
  readonly parent: { readonly spanId: string; readonly sampled: boolean; readonly state: string | null } | null;
}

/** Reads `traceparent` and `tracestate` (https://www.w3.org/TR/trace-context/). An invalid header starts a new trace. */
export function traceContextOf({ traceparent, tracestate }: IncomingHttpHeaders): TraceContext {
  const [, version, traceId, spanId, flags = '', more] = TRACEPARENT.exec(String(traceparent)) ?? [];
  // Only later versions may append fields (section 3.2.4).
  if (!traceId || !spanId || (version === '00' && more)) {
    return { traceId: randomUUID().replaceAll('-', ''), parent: null };
  }
  const sampled = (Number.parseInt(flags, 16) & 1) === 1;
  const state = TRACESTATE.test(String(tracestate)) ? String(tracestate) : null;
  return { traceId, parent: { spanId, sampled, state: tracestate === undefined ? null : state } };
}

const TRACEPARENT = /^(?!ff)([0-9a-f]{2})-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/;
const TRACESTATE = /^[\x20-\x7e]{1,512}$/;
