import type { IncomingMessage } from 'node:http';
import { fail } from '../../errors/errors.ts';
import { BAD_REQUEST, MEDIA_TYPE_UNSUPPORTED } from '../serverErrors.ts';

/**
 * Rejects headers that a proxy could interpret differently, and headers that are slow to parse.
 * @see RFC 9112, sections 3.2 and 6.1, and RFC 9110, section 5.3
 */
export function checkHeaders({ httpVersion, headers, rawHeaders }: IncomingMessage): void {
  if (httpVersion !== '1.0' && headers.host === undefined) {
    fail(BAD_REQUEST, { problem: 'The request has no Host header.' });
  }
  // Node reads the first of repeated headers, and a proxy may read the last.
  for (const name of ['host', 'content-type']) {
    if (occurrences(rawHeaders, name) > 1)
      fail(BAD_REQUEST, { problem: `The request has several ${name} headers. Send one.` });
  }
  const { 'transfer-encoding': coding, 'content-type': type = '' } = headers;
  if (coding !== undefined && coding.toLowerCase() !== 'chunked') {
    fail(BAD_REQUEST, { problem: 'The only supported Transfer-Encoding is chunked.' });
  }
  // The time to parse a media type, also in Node, grows with the square of its white space.
  if (type.length > MAX_CONTENT_TYPE_LENGTH) {
    const given = `A Content-Type of ${type.length} characters`;
    fail(MEDIA_TYPE_UNSUPPORTED, { given, accepted: 'application/json' });
  }
}

/** @param rawHeaders names and values in turn. @param name in lower case. */
function occurrences(rawHeaders: readonly string[], name: string): number {
  let count = 0;
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const given = rawHeaders[at];
    if (given?.length === name.length && given.toLowerCase() === name) count += 1;
  }
  return count;
}

const MAX_CONTENT_TYPE_LENGTH = 200;
