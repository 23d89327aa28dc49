import type { FastifyReply, FastifyRequest } from 'fastify';
import { createError } from '../../errors/errors.ts';
import type { Encoding } from '../../files/contentEncodings.ts';
import { NO_STORE, VARY } from '../http/cacheControl.ts';
import { answerConditionalRequest, encodedEtag } from '../http/conditionalRequest.ts';
import { compress, encodingFor } from '../http/encodings.ts';
import { errorBody } from '../http/errorBody.ts';
import { contentType, type NegotiatedMediaType } from '../http/mediaType.ts';
import { graphqlMethod } from '../http/requestParameters.ts';
import type { CachedResponse } from '../responseCache/ResponseCache.ts';
import { PERSISTED_QUERY_NOT_FOUND } from '../serverErrors.ts';

export interface HttpResponse {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly cacheControl: string;
  /** The strong entity tag of the body; null without one. */
  readonly etag: string | null;
  readonly mediaType: string;
  /** An object is sent as JSON. */
  readonly body: string | Buffer | object;
  /** The compressed bodies of a cached response. */
  readonly encoded?: Map<Encoding, Promise<Buffer>>;
}

/** The response to a request that was executed. */
export interface ExecutedResponse extends HttpResponse {
  /** The same response for the response cache; null if it may not be cached. */
  readonly cacheable: CachedResponse | null;
}

/** Sends a response, compressed by Accept-Encoding, or the 304 or 412 that the conditional headers of a GET require. */
export async function sendResponse(
  request: FastifyRequest,
  reply: FastifyReply,
  { status, headers = {}, cacheControl, etag, mediaType, body, encoded }: HttpResponse,
): Promise<FastifyReply> {
  reply.headers(headers).header('cache-control', cacheControl).header('vary', VARY);
  if (etag) reply.header('etag', etag);
  const decided = etag && graphqlMethod(request) === 'GET' ? answerConditionalRequest(request, reply, { etag }) : null;
  if (decided) return decided;
  reply.code(status).type(contentType(mediaType));
  const accepted = request.headers['accept-encoding'];
  if (!accepted || !(typeof body === 'string' || Buffer.isBuffer(body))) return reply.send(body);
  const encoding = encodingFor(accepted, Buffer.byteLength(body));
  if (!encoding) return reply.send(body);
  const compressing = encoded?.get(encoding) ?? compress(body, encoding);
  encoded?.set(encoding, compressing);
  if (etag) reply.header('etag', encodedEtag(etag, encoding));
  return reply.header('content-encoding', encoding).send(await compressing);
}

/** The same error as that of Apollo Server, after which clients repeat the request with the document. Some clients only accept status 200. */
export function persistedQueryNotFound({ mediaType }: NegotiatedMediaType): ExecutedResponse {
  const { code, status, message } = createError(PERSISTED_QUERY_NOT_FOUND);
  return {
    status: mediaType === 'application/json' ? 200 : status,
    cacheControl: NO_STORE,
    etag: null,
    mediaType,
    body: errorBody(code, message),
    cacheable: null,
  };
}
