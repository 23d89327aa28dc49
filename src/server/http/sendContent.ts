import type { FastifyReply, FastifyRequest } from 'fastify';
import { answerConditionalRequest } from './conditionalRequest.ts';
import { etagOfBytes } from './etag.ts';

interface Content {
  readonly content: string | Buffer;
  /** With the charset of a text. */
  readonly mediaType: string;
  readonly cacheControl: string;
  /** Default: the hash of the bytes. */
  readonly etag?: string;
  readonly lastModified?: Date;
}

/** Sends a content with its entity tag, or the 304 or 412 that the conditional headers of the request require. */
export function sendContent(
  request: FastifyRequest,
  reply: FastifyReply,
  { content, mediaType, cacheControl, etag = etagOfBytes(content), lastModified }: Content,
): FastifyReply {
  reply.header('cache-control', cacheControl);
  return answerConditionalRequest(request, reply, { etag, lastModified }) ?? reply.type(mediaType).send(content);
}
