import type { IncomingHttpHeaders } from 'node:http';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ENCODINGS } from '../../files/contentEncodings.ts';

/** The values with which the conditional headers of a request are compared. */
interface Validators {
  /** The strong entity tag of the uncompressed bytes. */
  readonly etag: string;
  readonly lastModified?: Date | undefined;
}

/** The status that the conditional headers require, and the entity tag of the client that matched, or else that of the response. */
interface Decision {
  readonly status: 304 | 412;
  readonly etag: string;
}

/**
 * Sets the strong entity tag of a response, and sends 304 or 412 if the conditional headers of the request require it. Returns
 * null when the caller must send the response.
 */
export function answerConditionalRequest(
  request: FastifyRequest,
  reply: FastifyReply,
  validators: Validators,
): FastifyReply | null {
  const { headers } = request.raw;
  const decision = decideCondition(headers, validators);
  reply.header('etag', decision?.etag ?? validators.etag);
  if (validators.lastModified) reply.header('last-modified', validators.lastModified.toUTCString());
  // A shared cache could send the 412 of one client to other clients.
  if (decision?.status === 412) reply.header('cache-control', 'no-store');
  if (decision) return reply.code(decision.status).removeHeader('content-type').send();
  forgetEvaluated(headers, validators);
  return null;
}

/**
 * Evaluates the conditional headers of a GET or HEAD whose response would be 200. Null when the response must be sent.
 * @see RFC 9110, section 13.2.2, for the order.
 */
function decideCondition(headers: IncomingHttpHeaders, { etag, lastModified }: Validators): Decision | null {
  const { 'if-match': ifMatch, 'if-none-match': ifNoneMatch } = headers;
  // HTTP dates have no milliseconds.
  const modified = lastModified && Math.floor(lastModified.getTime() / 1000) * 1000;
  const isModifiedSince = (date = '') => {
    const since = Date.parse(date);
    return modified === undefined || Number.isNaN(since) ? null : modified > since;
  };
  if (ifMatch === undefined) {
    if (isModifiedSince(headers['if-unmodified-since']) === true) return { status: 412, etag };
  } else if (ifMatch.trim() !== '*' && strongTags(etag).every((tag) => !tagsIn(ifMatch).includes(tag))) {
    return { status: 412, etag };
  }
  if (ifNoneMatch !== undefined) {
    const matched = ifNoneMatch.trim() === '*' ? etag : matchedEtag(ifNoneMatch, etag);
    return matched === null ? null : { status: 304, etag: matched };
  }
  return isModifiedSince(headers['if-modified-since']) === false ? { status: 304, etag } : null;
}

/**
 * Deletes the conditional headers that were evaluated: the file server would evaluate them again, with its own weak tags of size
 * and date. Deletes Range unless If-Range has exactly the tag or the date of the uncompressed file (section 13.1.5).
 */
function forgetEvaluated(headers: IncomingHttpHeaders, { etag, lastModified }: Validators): void {
  const { 'if-range': ifRange } = headers;
  if (ifRange !== undefined && ifRange !== etag && ifRange !== lastModified?.toUTCString()) delete headers.range;
  for (const name of CONDITIONAL_HEADERS) if (name in headers) delete headers[name];
}

const CONDITIONAL_HEADERS = ['if-match', 'if-unmodified-since', 'if-none-match', 'if-modified-since', 'if-range'];

/** The tag of the response, in any content encoding, that an If-None-Match header lists; null when it lists none. */
export function matchedEtag(ifNoneMatch: string, etag: string): string | null {
  // By weak comparison (section 13.1.2).
  const listed = tagsIn(ifNoneMatch).map((tag) => tag.replace(/^W\//, ''));
  return strongTags(etag).find((tag) => listed.includes(tag)) ?? null;
}

/** The strong tag of a response in a content encoding. */
export function encodedEtag(etag: string, encoding: string): string {
  return `${etag.slice(0, -1)}-${encoding}"`;
}

function strongTags(etag: string): string[] {
  return [etag, ...ENCODINGS.map((encoding) => encodedEtag(etag, encoding))];
}

function tagsIn(list: string): string[] {
  return list.split(',').map((tag) => tag.trim());
}
