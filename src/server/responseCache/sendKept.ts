import type { FastifyReply, FastifyRequest } from 'fastify';
import { encodedEtag, heldOf } from '../http/etag.ts';
import { VARY } from '../http/vary.ts';
import { compressed, encodingFor, WORTH_COMPRESSING } from './encodings.ts';
import type { KeptAnswer } from './ResponseCache.ts';

/** Sends an answer that was kept, in the form that its reader takes, or 304 to whoever has it. */
export async function sendKept(request: FastifyRequest, reply: FastifyReply, kept: KeptAnswer): Promise<FastifyReply> {
  const { body, etag, mediaType, cacheControl } = kept;
  const encoding = body.length < WORTH_COMPRESSING ? null : encodingFor(request.headers['accept-encoding']);
  reply.header('cache-control', cacheControl).header('vary', VARY);
  if (etag) {
    const held = request.method === 'GET' && heldOf(request.headers['if-none-match'], etag);
    reply.header('etag', held || encodedEtag(etag, encoding));
    if (held) return reply.code(304).send();
  }
  reply.type(`${mediaType}; charset=utf-8`);
  if (!encoding) return reply.send(body);
  const known = kept.encoded.get(encoding) ?? compressed(body, encoding);
  kept.encoded.set(encoding, known);
  return reply.header('content-encoding', encoding).send(await known);
}
