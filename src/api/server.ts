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
import { answerWith } from './documents/answer.ts';
import type { Documents } from './documents/Documents.ts';
import { openToAll } from './documents/openDocuments.ts';
import { serveDocuments } from './documents/serveDocuments.ts';
import { persistedFirst } from './documents/servePersisted.ts';
import { faultsAreOurs } from './faults.ts';
import { errorBody, formatError } from './formatError.ts';
import { buildGraph } from './schema.ts';
import { sdlOf } from './sdl.ts';

export interface ServerOptions {
  dataSource: DataSource;
  pool: Pool;
  /** Whose request it is, by its token; null for anyone. Refuses a token that is not in force. */
  actorOf: (request: IncomingMessage) => Promise<Actor | null>;
  /** What the keys of members are made with. */
  memberSecret: string;
  releases: Releases;
  /** What is asked for by its hash; any document, and none trusted, unless given. */
  documents?: Documents;
  logLevel: string;
}

/** Makes the HTTP server of the API, not yet listening: `/graphql`, `/schema.graphql`, and errors in JSON. */
export async function createServer(options: ServerOptions): Promise<FastifyInstance> {
  const { dataSource, pool, actorOf, memberSecret, releases, documents = openToAll(pool), logLevel } = options;
  const app = Fastify({
    bodyLimit: 100_000,
    requestTimeout: 15_000,
    forceCloseConnections: 'idle',
    logger: logLevel === 'silent' ? false : { level: logLevel, stream: process.stderr },
    routerOptions: { maxParamLength: 500 },
  });
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
    formatError: formatError((error, reference) => app.log.error({ err: error, reference }, 'unexpected error')),
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      shallowVariables,
      faultsAreOurs,
      answersOfOneVersion,
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
    reply.header('x-content-type-options', 'nosniff');
  });
  const actors = new WeakMap<FastifyRequest, Actor | null>();
  const identify = async (request: FastifyRequest) => {
    actors.set(request, await actorOf(request.raw));
  };
  const contextOf = async (request: FastifyRequest): Promise<ApiContext> => {
    const actor = actors.get(request) ?? null;
    return { ...registerContext({ pool, dataSource, actor, memberSecret, today: dayInParis(new Date()) }), releases };
  };
  const answer = answerWith(apollo, contextOf);
  app.route({
    method: ['GET', 'POST'],
    url: '/graphql',
    preHandler: [identify, persistedFirst(documents, answer)],
    handler: fastifyApolloHandler(apollo, { context: contextOf }),
  });
  app.register(async (scope) => {
    scope.addHook('preHandler', identify);
    serveDocuments(scope, documents, { schema, pool, answer });
  });
  app.options('/graphql', async (_request, reply) => {
    reply
      .header('access-control-allow-methods', 'GET, POST')
      .header('access-control-allow-headers', 'authorization, content-type');
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
    request.log.error({ err: error, reference: request.id }, 'unexpected error');
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
