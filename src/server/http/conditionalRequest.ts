import type { IncomingHttpHeaders } from 'node:http';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isListed } from './etag.ts';

/**
 * Sets the strong entity tag of a file, and sends 304 or 412 if the conditional headers of the request require it.
 * Returns null when the caller must send the file.
 */
export function answerConditionalRequest(
  request: FastifyRequest,
  reply: FastifyReply,
  etag: string,
): FastifyReply | null {
  reply.header('etag', etag);
  const status = conditionStatus(request.raw.headers, etag);
  // A shared cache could send the 412 of one client to other clients.
  if (status === 412) reply.header('cache-control', 'no-store');
  return status && reply.code(status).removeHeader('content-type').send();
}

/**
 * The status that the conditional headers require; null for none. Deletes these headers: the file server would evaluate
 * them again, with its own weak tags of size and date.
 * @see RFC 9110, section 13.2.2, for the order.
 */
function conditionStatus(headers: IncomingHttpHeaders, etag: string): 304 | 412 | null {
  const { 'if-match': ifMatch, 'if-none-match': ifNoneMatch, 'if-range': ifRange } = headers;
  if (ifMatch !== undefined) {
    delete headers['if-match'];
    delete headers['if-unmodified-since'];
    if (ifMatch.trim() !== '*' && !ifMatch.split(',').some((tag) => tag.trim() === etag)) return 412;
  }
  if (ifNoneMatch !== undefined) {
    delete headers['if-none-match'];
    delete headers['if-modified-since'];
    if (ifNoneMatch.trim() === '*' || isListed(ifNoneMatch, etag)) return 304;
  }
  if (typeof ifRange === 'string' && ifRange.includes('"')) {
    delete headers['if-range'];
    if (ifRange.trim() !== etag) delete headers.range;
  }
  return null;
}
