import type { IncomingMessage } from 'node:http';
import { fail } from '../../errors/errors.ts';
import { BAD_REQUEST, MEDIA_TYPE_UNSUPPORTED } from '../serverErrors.ts';

/**
 * Refuses a head that a proxy in front could read otherwise than we do, and one that takes long to read.
 * @see RFC 9112, sections 3.2 and 6.1, and RFC 9110, section 5.3
 */
export function checkHead({ httpVersion, headers, rawHeaders }: IncomingMessage): void {
  if (httpVersion !== '1.0' && headers.host === undefined) {
    fail(BAD_REQUEST, { problem: 'the request has no Host header' });
  }
  for (const once of ONCE) {
    if (timesOf(once, rawHeaders) > 1)
      fail(BAD_REQUEST, { problem: `the request has the header ${once} more than once` });
  }
  const { 'transfer-encoding': coding, 'content-type': type = '' } = headers;
  if (coding !== undefined && coding.toLowerCase() !== 'chunked') {
    fail(BAD_REQUEST, { problem: 'the Transfer-Encoding is not chunked, the only one that is taken' });
  }
  // Parsers of media types, that of Node among them, take a time that grows as the square of the blanks.
  if (type.length > TYPE_AT_MOST) {
    fail(MEDIA_TYPE_UNSUPPORTED, {
      given: `a Content-Type of ${type.length} characters`,
      accepted: 'application/json',
    });
  }
}

/** Of several, Node would read the first, and others perhaps the last. */
const ONCE = ['host', 'content-type'];
const TYPE_AT_MOST = 200;

/** How often a header is there: names and values take turns. */
function timesOf(header: string, rawHeaders: readonly string[]): number {
  let times = 0;
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = rawHeaders[at] ?? '';
    if (name.length === header.length && name.toLowerCase() === header) times += 1;
  }
  return times;
}
