import type { IncomingMessage } from 'node:http';
import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import Fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import type { Pool } from 'pg';
import type { DataSource } from 'typeorm';
import { dayInParis } from '../foundation/context.ts';
import { ERRORS, Refusal } from '../foundation/errors.ts';
import type { Releases } from '../publishing/datasets/latestRelease.ts';
import type { Actor } from '../register/Actor.ts';
import { registerContext } from '../register/registerContext.ts';
import { answersOfOneVersion } from './answersOfOneVersion.ts';
import type { ApiContext } from './apiContext.ts';
import { knownOperations, shallowVariables } from './asked.ts';
import { faultsAreOurs } from './faults.ts';
import { errorBody, formatError } from './formatError.ts';
import { buildGraph } from './schema.ts';
import { sdlOf } from './sdl.ts';
import { recordOf } from './telemetry/RequestRecord.ts';
import { Telemetry } from './telemetry/Telemetry.ts';

export interface ServerOptions {
  dataSource: DataSource;
  pool: Pool;
  /** Whose request it is, by its token; null for anyone. Refuses a token that is not in force. */
  actorOf: (request: IncomingMessage) => Promise<Actor | null>;
  /** What the keys of members are made with. */
  memberSecret: string;
  releases: Releases;
  logLevel: string;
  /** What is told of requests; a log of this level, and nothing more, if not said. */
  telemetry?: Telemetry;
}

/** Makes the HTTP server of the API, not yet listening: `/graphql`, `/schema.graphql`, and errors in JSON. */
export async function createServer(options: ServerOptions): Promise<FastifyInstance> {
  const { dataSource, pool, actorOf, memberSecret, releases, logLevel } = options;
  const telemetry = options.telemetry ?? (await Telemetry.open({ pool, releases, logLevel, traces: null }));
  const app = Fastify({
    ...telemetry.serverOptions,
    bodyLimit: 100_000,
    requestTimeout: 15_000,
    forceCloseConnections: 'idle',
    return503OnClosing: false,
    routerOptions: { maxParamLength: 500 },
  });
  telemetry.follow(app);
  const schema = await buildGraph();
  const apollo = new ApolloServer<ApiContext>({
    schema,
    introspection: true,
    // An open, cookie-less API: a plain link to /graphql?query=… is welcome.
    csrfPrevention: false,
    persistedQueries: false,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    maxRecursiveSelections: 5_000,
    parseOptions: { maxLexicalTokens: 2_000, maxSourceLength: 20_000, maxComments: 100 },
    validationOptions: { maxErrors: 5 },
    validationRules: [knownOperations],
    formatError: formatError((cause, error) => telemetry.unexpected(app.log, cause, error)),
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      shallowVariables,
      faultsAreOurs,
      answersOfOneVersion,
      telemetry.operations,
    ],
  });
  await apollo.start();
  // Fastify drains; the drain plugin of Apollo would close the app again, and each would wait for the other.
  app.addHook('onClose', () => apollo.stop());

  // A connection kept alive after the last answer would keep the server open with it.
  let closing = false;
  app.addHook('preClose', async () => {
    closing = true;
  });
  app.addHook('onSend', async (_request, reply) => {
    if (closing) reply.header('connection', 'close');
  });

  app.addHook('onRequest', async (_request, reply) => {
    reply.header('access-control-allow-origin', '*');
    reply.header('access-control-expose-headers', 'x-request-id');
    reply.header('x-content-type-options', 'nosniff');
  });
  const actors = new WeakMap<FastifyRequest, Actor | null>();
  app.route({
    method: ['GET', 'POST'],
    url: '/graphql',
    preHandler: async (request) => {
      actors.set(request, await actorOf(request.raw));
    },
    handler: fastifyApolloHandler(apollo, {
      context: async (request) => {
        const actor = actors.get(request) ?? null;
        const record = recordOf(request.raw);
        const observe = telemetry.statements(record);
        return {
          ...registerContext({ pool, dataSource, actor, memberSecret, today: dayInParis(new Date()), observe }),
          releases,
          record,
        };
      },
    }),
  });
  app.options('/graphql', async (_request, reply) => {
    reply
      .header('access-control-allow-methods', 'GET, POST')
      .header('access-control-allow-headers', 'authorization, content-type, x-request-id, traceparent, tracestate');
    return reply.code(204).send();
  });
  const sdl = `${sdlOf(schema)}\n`;
  app.get('/schema.graphql', async (_request, reply) => reply.type('text/plain; charset=utf-8').send(sdl));

  app.setNotFoundHandler((request, reply) =>
    reply.code(404).send(errorBody('NOT_FOUND', ERRORS.NOT_FOUND.sentence({ path: request.url.slice(0, 200) }))),
  );
  app.setErrorHandler((error, request, reply) => {
    if (error instanceof Refusal) {
      const { status } = ERRORS[error.code];
      if (status === 401) reply.header('www-authenticate', 'Bearer realm="registre"');
      return reply.code(status).send(errorBody(error.code, error.message));
    }
    const status = statusOf(error);
    if (status < 500) {
      return reply.code(status).send(errorBody('BAD_REQUEST', error instanceof Error ? error.message : 'bad request'));
    }
    request.log.error({ err: error }, 'unexpected error');
    const message = ERRORS.INTERNAL_SERVER_ERROR.sentence({ reference: request.id });
    return reply.code(500).send(errorBody('INTERNAL_SERVER_ERROR', message));
  });
  return app;
}

// What the HTTP layer throws of its own knows its status: too large, not JSON, wrong media type…
function statusOf(error: unknown): number {
  if (typeof error !== 'object' || error === null || !('statusCode' in error)) return 500;
  return typeof error.statusCode === 'number' ? error.statusCode : 500;
}
