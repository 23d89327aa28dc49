import type { Answer } from '../answer.ts';
import type { Accepted } from '../http/mediaType.ts';
import type { RequestRecord } from '../telemetry/RequestRecord.ts';
import type { KeptAnswer } from './ResponseCache.ts';

/** What is kept of an answer. */
export function keptOf({ headers }: Answer, text: string, { mediaType }: Accepted, record: RequestRecord): KeptAnswer {
  return {
    version: record.version ?? 0,
    mediaType,
    cacheControl: headers.get('cache-control') ?? 'no-store',
    etag: headers.get('etag') ?? null,
    body: ownBuffer(text),
    encoded: new Map(),
    cost: record.cost ?? 1,
    operation: record.operation,
  };
}

/** Not `Buffer.from`: its short buffers are slices of 8 kB shared with short-lived ones, which a cached one would retain. */
function ownBuffer(text: string): Buffer {
  const buffer = Buffer.allocUnsafeSlow(Buffer.byteLength(text));
  buffer.write(text);
  return buffer;
}
