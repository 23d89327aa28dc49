import type { FastifyInstance } from 'fastify';
import type { RouteMethods } from './RouteMethods.ts';

const EXPOSED_HEADERS = [
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

const ALLOWED_HEADERS = [
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
 * Allows pages of every origin on every path. This is safe: the API has no cookies, and a page can only send a token that
 * it holds. Adds an OPTIONS route to each path, for preflight requests.
 * @see https://fetch.spec.whatwg.org/#http-cors-protocol
 */
export function allowEveryOrigin(app: FastifyInstance, methods: RouteMethods): void {
  app.addHook('onRequest', (_request, reply, done) => {
    reply.header('access-control-allow-origin', '*').header('access-control-expose-headers', EXPOSED_HEADERS);
    done();
  });
  const urls = new Set<string>();
  app.addHook('onRoute', ({ url }) => {
    if (urls.has(url)) return;
    urls.add(url);
    app.options(url, async (_request, reply) => {
      const allowed = methods.ofRoute(url);
      return reply
        .code(204)
        .headers({
          allow: allowed.join(', '),
          'access-control-allow-methods': allowed.filter((method) => method !== 'OPTIONS').join(', '),
          'access-control-allow-headers': ALLOWED_HEADERS,
          'access-control-max-age': '86400',
        })
        .send();
    });
  });
}
