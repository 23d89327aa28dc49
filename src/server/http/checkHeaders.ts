import type { IncomingMessage } from 'node:http';
import { fail } from '../../errors/errors.ts';
import { BAD_REQUEST, MEDIA_TYPE_UNSUPPORTED } from '../serverErrors.ts';

/**
 * Rejects headers that a proxy could read differently, and headers that are slow to parse.
 * @see RFC 9112, sections 3.2 and 6.1, and RFC 9110, section 5.3
 */
export function checkHeaders({ httpVersion, headers, rawHeaders }: IncomingMessage): void {
  if (httpVersion !== '1.0' && headers.host === undefined) {
    fail(BAD_REQUEST, { problem: 'the request has no Host header' });
  }
  // Of several, Node reads the first, and other software perhaps the last.
  for (const name of ['host', 'content-type']) {
    const isNamed = (each: string, at: number) =>
      at % 2 === 0 && each.length === name.length && each.toLowerCase() === name;
    if (rawHeaders.filter(isNamed).length > 1)
      fail(BAD_REQUEST, { problem: `the request has the header ${name} more than once` });
  }
  const { 'transfer-encoding': coding, 'content-type': type = '' } = headers;
  if (coding !== undefined && coding.toLowerCase() !== 'chunked') {
    fail(BAD_REQUEST, { problem: 'the Transfer-Encoding is not chunked, the only one that is taken' });
  }
  // The time to parse a media type, also by Node, grows with the square of its blanks.
  if (type.length > MAX_CONTENT_TYPE_LENGTH) {
    const given = `a Content-Type of ${type.length} characters`;
    fail(MEDIA_TYPE_UNSUPPORTED, { given, accepted: 'application/json' });
  }
}

const MAX_CONTENT_TYPE_LENGTH = 200;
