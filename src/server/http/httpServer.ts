import Fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import type { Telemetry } from '../telemetry/Telemetry.ts';
import { checkHeaders } from './checkHeaders.ts';
import { handleServerEvents, sendParserError } from './clientErrorHandler.ts';
import { compressResponses } from './compression.ts';
import { allowEveryOrigin } from './cors.ts';
import { handleErrors, sendFrameworkError } from './errorResponses.ts';
import { jsonBodyText, MAX_BODY_BYTES } from './jsonBody.ts';
import { RouteMethods } from './RouteMethods.ts';

declare module 'fastify' {
  interface FastifyInstance {
    /** From now on, closes each connection after its response, so that clients connect to another server. */
    closeConnections(): void;
  }
}

/** Creates the HTTP server without routes, with its limits of size and time, its body parser and its error responses. */
export async function createHttpServer(
  telemetry: Telemetry,
  trustedProxies: readonly string[],
): Promise<FastifyInstance> {
  const app = Fastify({
    ...telemetry.serverOptions,
    bodyLimit: MAX_BODY_BYTES,
    requestTimeout: 15_000,
    // Longer than any response takes: it only closes the connection of a client that does not read its response.
    connectionTimeout: 330_000,
    // Longer than the timeout of a reverse proxy, which could otherwise send a request on a closing connection.
    keepAliveTimeout: 65_000,
    http: {
      headersTimeout: 10_000,
      connectionsCheckingInterval: 2_000,
      maxHeaderSize: 16_384,
      requireHostHeader: false,
    },
    trustProxy: trustedProxies.length > 0 ? [...trustedProxies] : false,
    forceCloseConnections: 'idle',
    return503OnClosing: false,
    exposeHeadRoutes: false,
    // `urlParameters` reads the parameters of a URL, if a route has any.
    routerOptions: { maxParamLength: 500, querystringParser: () => ({}) },
    frameworkErrors: sendFrameworkError,
    clientErrorHandler: sendParserError,
    schemaController: { compilersFactory: { buildValidator: noSchemas, buildSerializer: noSchemas } },
  });
  telemetry.follow(app);
  app.server.maxConnections = 10_000;
  // 0: no maximum. Node would silently drop further headers, such as Authorization; maxHeaderSize bounds them.
  app.server.maxHeadersCount = 0;
  handleServerEvents(app);
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    'application/json',
    { parseAs: 'buffer' },
    async ({ headers }: FastifyRequest, body: Buffer) => jsonBodyText(body, headers),
  );
  const methods = new RouteMethods(app);
  allowEveryOrigin(app, methods);
  handleErrors(app, methods);
  app.addHook('onRequest', ({ raw }, _reply, done) => {
    checkHeaders(raw);
    // RFC 9110, section 14.2: Range is only defined for GET.
    if (raw.method !== 'GET') delete raw.headers.range;
    done();
  });
  closeConnectionsInShutdown(app);
  await compressResponses(app);
  return app;
}

/** Replaces the compilers of JSON Schema, which take long to load. No route declares a schema. */
function noSchemas(): never {
  throw new Error('a route of this server declares a JSON schema, but the server has no compiler for it');
}

/** Adds `closeConnections`, which the shutdown calls if nothing else has: an idle connection would delay it. */
function closeConnectionsInShutdown(app: FastifyInstance): void {
  let closing = false;
  app.decorate('closeConnections', () => {
    closing = true;
  });
  app.addHook('preClose', async () => app.closeConnections());
  app.addHook('onSend', (_request, reply, _payload, done) => {
    if (closing) reply.header('connection', 'close');
    done();
  });
}
