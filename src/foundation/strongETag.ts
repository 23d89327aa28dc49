import type { IncomingHttpHeaders } from 'node:http';

/**
 * Judges the conditions that a request puts on a strong entity tag, which the file server does not know (it only makes
 * weak ones, of size and date), and takes them out of the headers so that it does not judge them again.
 * @returns the status of the answer when a condition fails, or null.
 * @see RFC 9110, section 13.2.2, for the order.
 */
export function conditionsHold(headers: IncomingHttpHeaders, etag: string): 304 | 412 | null {
  const { 'if-match': ifMatch, 'if-none-match': ifNoneMatch, 'if-range': ifRange } = headers;
  if (ifMatch !== undefined) {
    delete headers['if-match'];
    delete headers['if-unmodified-since'];
    if (!lists(ifMatch, etag)) return 412;
  }
  if (ifNoneMatch !== undefined) {
    delete headers['if-none-match'];
    delete headers['if-modified-since'];
    if (lists(ifNoneMatch.replaceAll('W/', ''), etag)) return 304;
  }
  if (typeof ifRange === 'string' && ifRange.includes('"')) {
    delete headers['if-range'];
    if (ifRange.trim() !== etag) delete headers.range;
  }
  return null;
}

function lists(tags: string, etag: string): boolean {
  return tags.trim() === '*' || tags.split(',').some((tag) => tag.trim() === etag);
}
