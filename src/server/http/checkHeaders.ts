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
    const isNamed = (each: string, at: number) =>
      at % 2 === 0 && each.length === name.length && each.toLowerCase() === name;
    if (rawHeaders.filter(isNamed).length > 1)
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

const MAX_CONTENT_TYPE_LENGTH = 200;
