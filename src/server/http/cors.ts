import type { FastifyInstance } from 'fastify';
import type { RouteMethods } from './RouteMethods.ts';

/** The response headers that pages of other origins can read, in addition to those that the Fetch standard always allows. */
const EXPOSED_HEADERS = [
  'Accept-Ranges, Age, Allow, Content-Disposition, Content-Encoding, Content-Length, Content-Range, Date, Deprecation',
  'ETag, Last-Modified, Link, Persisted-Document, RateLimit, RateLimit-Policy, Retry-After, Vary, WWW-Authenticate',
  'X-Request-Id',
].join(', ');

/** The headers of every response: pages of every origin may read it, and browsers do not guess its media type. */
export const COMMON_HEADERS = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers': EXPOSED_HEADERS,
  'x-content-type-options': 'nosniff',
} as const;

/**
 * Allows pages of every origin on every path, with any request header. This is safe: the API has no cookies, and a page can only
 * send a token that it holds. Adds an OPTIONS route to each path, for preflight requests.
 * @see https://fetch.spec.whatwg.org/#http-cors-protocol
 */
export function allowEveryOrigin(app: FastifyInstance, methods: RouteMethods): void {
  app.addHook('onRequest', (_request, reply, done) => {
    reply.headers(COMMON_HEADERS);
    done();
  });
  const urls = new Set<string>();
  app.addHook('onRoute', ({ url }) => {
    if (urls.has(url)) return;
    urls.add(url);
    app.options(url, async ({ headers }, reply) => {
      const allowed = methods.ofRoute(url);
      const requested = fieldNames(headers['access-control-request-headers'] ?? '');
      if (requested.length > 0) reply.header('access-control-allow-headers', requested.join(', '));
      const methodsToRequest = allowed.filter((method) => method !== 'OPTIONS').join(', ');
      reply.headers({ 'access-control-allow-methods': methodsToRequest, 'access-control-max-age': '86400' });
      return reply
        .code(204)
        .headers({ allow: allowed.join(', '), vary: 'Access-Control-Request-Headers' })
        .send();
    });
  });
}

/** The valid names in the value of Access-Control-Request-Headers, in lower case: at most 100, of at most 100 characters. */
function fieldNames(value: string): string[] {
  const names = value.split(',', 100).map((name) => name.trim().toLowerCase());
  return names.filter((name) => FIELD_NAME.test(name));
}

/** @see RFC 9110, sections 5.1 and 5.6.2 */
const FIELD_NAME = /^[\w!#$%&'*+.^`|~-]{1,100}$/;
