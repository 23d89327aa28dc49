import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

/** The trace that a request belongs to. */
export interface TraceContext {
  /** 32 hexadecimal digits. */
  readonly traceId: string;
  /** The span of the caller, from which ours descends; null if the trace begins here. */
  readonly parent: { readonly spanId: string; readonly sampled: boolean; readonly state: string | null } | null;
}

/**
 * Reads `traceparent` and `tracestate` as https://www.w3.org/TR/trace-context/ says: what is not valid is as if it were
 * not there, and a new trace begins.
 */
export function traceContextOf({ traceparent, tracestate }: IncomingHttpHeaders): TraceContext {
  const [, version, rest, traceId = '', spanId = '', flags = ''] =
    (typeof traceparent === 'string' && PARENT.exec(traceparent)) || [];
  // Versions to come may say more after what this one says, after another hyphen (§ 3.2.4).
  const valid = version !== undefined && version !== 'ff' && (version !== '00' || rest === traceparent?.slice(3));
  if (!valid || ZEROS.test(traceId) || ZEROS.test(spanId)) {
    return { traceId: randomUUID().replaceAll('-', ''), parent: null };
  }
  const sampled = (Number.parseInt(flags, 16) & 1) === 1;
  return { traceId, parent: { spanId, sampled, state: stateOf(tracestate) } };
}

const PARENT = /^([0-9a-f]{2})-(([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2}))(?:-.*)?$/;
const ZEROS = /^0+$/;
const STATE_AT_MOST = 512;

function stateOf(tracestate: string | string[] | undefined): string | null {
  const text = Array.isArray(tracestate) ? tracestate.join(',') : tracestate;
  return text && text.length <= STATE_AT_MOST && /^[\x20-\x7e]+$/.test(text) ? text : null;
}
