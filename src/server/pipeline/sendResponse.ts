import type { FastifyReply, FastifyRequest } from 'fastify';
import { VARY } from '../http/cacheControl.ts';
import { answerConditionalRequest, encodedEtag } from '../http/conditionalRequest.ts';
import { compress, encodingFor } from '../http/encodings.ts';
import { contentType, type NegotiatedMediaType } from '../http/mediaType.ts';
import { graphqlMethod } from '../http/requestParameters.ts';
import { httpStatus, type OperationResponse } from './operationResponse.ts';

/** Sends a response, compressed by Accept-Encoding, or the 304 or 412 that the conditional headers of a GET require. */
export async function sendResponse(
  request: FastifyRequest,
  reply: FastifyReply,
  response: OperationResponse,
  accepted: NegotiatedMediaType,
): Promise<FastifyReply> {
  const { headers, cacheControl, etag, body, encoded } = response;
  reply.headers(headers).header('cache-control', cacheControl).header('vary', VARY);
  if (etag) reply.header('etag', etag);
  const decided = etag && graphqlMethod(request) === 'GET' ? answerConditionalRequest(request, reply, { etag }) : null;
  if (decided) return decided;
  reply.code(httpStatus(response, accepted)).type(contentType(accepted.mediaType));
  const accepts = request.headers['accept-encoding'];
  const encoding = accepts ? encodingFor(accepts, Buffer.byteLength(body)) : null;
  if (!encoding) return reply.send(body);
  const compressing = encoded.get(encoding) ?? compress(body, encoding);
  encoded.set(encoding, compressing);
  if (etag) reply.header('etag', encodedEtag(etag, encoding));
  return reply.header('content-encoding', encoding).send(await compressing);
}
