import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/** What a page of another origin may read of an answer, beyond what it always may. */
const EXPOSED = [
  'Content-Disposition',
  'Content-Length',
  'Content-Range',
  'Deprecation',
  'ETag',
  'Last-Modified',
  'Link',
  'RateLimit',
  'RateLimit-Policy',
  'Retry-After',
  'X-Request-Id',
].join(', ');

const ASKED_WITH = [
  'accept',
  'apollo-require-preflight',
  'authorization',
  'content-type',
  'if-none-match',
  'traceparent',
  'tracestate',
  'x-apollo-operation-name',
  'x-request-id',
].join(', ');

/**
 * Lets any page of any site ask: the API has no cookie, and a token is only sent by who has it.
 * @see https://fetch.spec.whatwg.org/#http-cors-protocol
 */
export function openToEveryOrigin(app: FastifyInstance): void {
  app.addHook('onRequest', async (_request, reply) => {
    reply.header('access-control-allow-origin', '*').header('access-control-expose-headers', EXPOSED);
  });
}

/** Answers what a browser asks before a request that is not a simple one. */
export function preflight(_request: FastifyRequest, reply: FastifyReply): FastifyReply {
  return reply
    .code(204)
    .headers({
      allow: 'GET, POST, OPTIONS',
      'access-control-allow-methods': 'GET, POST',
      'access-control-allow-headers': ASKED_WITH,
      'access-control-max-age': '86400',
    })
    .send();
}
