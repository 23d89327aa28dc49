import type { IncomingHttpHeaders } from 'node:http';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isListed } from './etag.ts';

/**
 * Says the strong entity tag of an answer, and gives the answer itself where a condition of the request decides it: 304
 * to whoever has it, 412 to whoever wants another. Null when it is to be sent.
 */
export function answerToConditions(request: FastifyRequest, reply: FastifyReply, etag: string): FastifyReply | null {
  reply.header('etag', etag);
  const status = failing(request.raw.headers, etag);
  // What one reader asked for besides: a cache that kept it would give it to all the others.
  if (status === 412) reply.header('cache-control', 'no-store');
  return status && reply.code(status).removeHeader('content-type').send();
}

/**
 * The status of the answer when a condition fails. Takes the conditions out of the headers: the file server, which only
 * makes weak tags of size and date, would judge them again.
 * @see RFC 9110, section 13.2.2, for the order.
 */
function failing(headers: IncomingHttpHeaders, etag: string): 304 | 412 | null {
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
