import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Methods } from './Methods.ts';

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
  'if-match',
  'if-modified-since',
  'if-none-match',
  'if-range',
  'range',
  'traceparent',
  'tracestate',
  'x-apollo-operation-name',
  'x-request-id',
].join(', ');

/**
 * Lets any page of any site ask, whatever the path: the API has no cookie, and a token is only sent by who has it.
 * @see https://fetch.spec.whatwg.org/#http-cors-protocol
 */
export function openToEveryOrigin(app: FastifyInstance, methods: Methods): void {
  app.addHook('onRequest', (_request, reply, done) => {
    reply.header('access-control-allow-origin', '*').header('access-control-expose-headers', EXPOSED);
    done();
  });
  const answered = new Set<string>();
  app.addHook('onRoute', ({ url }) => {
    if (answered.has(url)) return;
    answered.add(url);
    app.options(url, async (_request, reply) => preflight(reply, methods.of(url)));
  });
}

/** Answers what a browser asks before a request that is not a simple one. */
function preflight(reply: FastifyReply, methods: readonly string[]): FastifyReply {
  return reply
    .code(204)
    .headers({
      allow: methods.join(', '),
      'access-control-allow-methods': methods.filter((method) => method !== 'OPTIONS').join(', '),
      'access-control-allow-headers': ASKED_WITH,
      'access-control-max-age': '86400',
    })
    .send();
}
