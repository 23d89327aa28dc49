import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import Fastify, { type FastifyInstance } from 'fastify';
import type { Pool } from 'pg';
import { dayInParis } from '../foundation/context.ts';
import { ERRORS } from '../foundation/errors.ts';
import { readerOn } from '../foundation/reader.ts';
import type { Releases, ReleasesContext } from '../publishing/datasets/latestRelease.ts';
import { knownOperations, shallowVariables } from './asked.ts';
import { faultsAreOurs } from './faults.ts';
import { errorBody, formatError } from './formatError.ts';
import { buildGraph } from './schema.ts';
import { sdlOf } from './sdl.ts';

export interface ServerOptions {
  pool: Pool;
  releases: Releases;
  logLevel: string;
}

/** Makes the HTTP server of the API, not yet listening: `/graphql`, `/schema.graphql`, and errors in JSON. */
export async function createServer({ pool, releases, logLevel }: ServerOptions): Promise<FastifyInstance> {
  const app = Fastify({
    bodyLimit: 100_000,
    requestTimeout: 15_000,
    forceCloseConnections: 'idle',
    logger: logLevel === 'silent' ? false : { level: logLevel, stream: process.stderr },
    routerOptions: { maxParamLength: 500 },
  });
  const schema = await buildGraph();
  const apollo = new ApolloServer<ReleasesContext>({
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
  app.route({
    method: ['GET', 'POST'],
    url: '/graphql',
    handler: fastifyApolloHandler(apollo, {
      context: async () => ({ reader: readerOn(pool), today: dayInParis(new Date()), releases }),
    }),
  });
  app.options('/graphql', async (_request, reply) => {
    reply.header('access-control-allow-methods', 'GET, POST').header('access-control-allow-headers', 'content-type');
    return reply.code(204).send();
  });
  const sdl = `${sdlOf(schema)}\n`;
  app.get('/schema.graphql', async (_request, reply) => reply.type('text/plain; charset=utf-8').send(sdl));

  app.setNotFoundHandler((request, reply) =>
    reply.code(404).send(errorBody('NOT_FOUND', ERRORS.NOT_FOUND.sentence({ path: request.url.slice(0, 200) }))),
  );
  app.setErrorHandler((error, request, reply) => {
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
