import Fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import type { Telemetry } from '../telemetry/Telemetry.ts';
import { openToEveryOrigin } from './crossOrigin.ts';
import { BODY_AT_MOST, jsonOf } from './jsonBody.ts';
import { Methods } from './Methods.ts';
import { sendProblem, tellProblems } from './problems.ts';
import { answerClientError, followAnswers, refuseExpectations, refuseTunnels } from './rawProblems.ts';
import { checkHead } from './soundHead.ts';

/**
 * The HTTP server, without routes yet: how large and how slow a request may be, what a body is, how problems are told.
 * Times are in milliseconds.
 */
export function httpServer(telemetry: Telemetry, trustedProxies: readonly string[]): FastifyInstance {
  const app = Fastify({
    ...telemetry.serverOptions,
    bodyLimit: BODY_AT_MOST,
    requestTimeout: 15_000,
    // Longer than any answer takes: who reads nothing of it meanwhile is not waited for.
    connectionTimeout: 330_000,
    // Longer than that of a proxy in front, which would otherwise send into a connection that is being closed.
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
    exposeHeadRoutes: true,
    routerOptions: { maxParamLength: 500 },
    frameworkErrors: sendProblem,
    clientErrorHandler: answerClientError,
  });
  telemetry.follow(app);
  app.server.maxConnections = 10_000;
  // Beyond a number, Node would drop headers without a word, those of a token among them; their size is bounded.
  app.server.maxHeadersCount = 0;
  refuseTunnels(app);
  refuseExpectations(app);
  followAnswers(app);
  takeJsonOnly(app);
  const methods = new Methods(app);
  openToEveryOrigin(app, methods);
  tellProblems(app, methods);
  app.addHook('onRequest', ({ raw }, reply, done) => {
    reply.header('x-content-type-options', 'nosniff');
    checkHead(raw);
    done();
  });
  closeKeptConnections(app);
  return app;
}

function takeJsonOnly(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    'application/json',
    { parseAs: 'buffer' },
    async ({ headers }: FastifyRequest, body: Buffer) => jsonOf(body, headers),
  );
}

/** A connection kept alive after the last answer would keep the server open with it. */
function closeKeptConnections(app: FastifyInstance): void {
  let closing = false;
  app.addHook('preClose', async () => {
    closing = true;
  });
  app.addHook('onSend', (_request, reply, _payload, done) => {
    if (closing) reply.header('connection', 'close');
    done();
  });
}
