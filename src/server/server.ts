import type { IncomingMessage } from 'node:http';
import type { FastifyInstance } from 'fastify';
import type { Actor } from '../register/Actor.ts';
import { type AnsweringFrom, answering } from './answering.ts';
import { startApollo } from './apollo.ts';
import { PreparedQueries } from './execution/PreparedQueries.ts';
import { serveGraphql } from './http/graphqlRoutes.ts';
import { httpServer } from './http/httpServer.ts';
import { serveSchema } from './http/schemaRoute.ts';
import { type LimitSettings, limitsOf } from './limits/limits.ts';
import type { Documents } from './persistedDocuments/Documents.ts';
import { serveFiles } from './persistedDocuments/files/serveFiles.ts';
import { openToAll } from './persistedDocuments/openDocuments.ts';
import { KeptAnswers, type KeptBy } from './responseCache/ResponseCache.ts';
import { buildGraph } from './schema.ts';
import { sdlOf } from './sdl.ts';
import { Telemetry } from './telemetry/Telemetry.ts';

export interface ServerOptions extends Omit<AnsweringFrom, 'apollo' | 'queries' | 'limits' | 'telemetry'> {
  /** Whose request it is, by its token; null for anyone. Refuses a token that is not in force. */
  actorOf: (request: IncomingMessage) => Promise<Actor | null>;
  limits: LimitSettings & {
    /** The proxies whose `X-Forwarded-For` tells where a request comes from. */
    readonly trustedProxies: readonly string[];
  };
  /** What is asked for by its hash; any document, and none trusted, unless given. */
  documents?: Documents;
  /** What answers are kept by; none is kept if not given. */
  kept?: KeptBy;
  logLevel: string;
  /** What is told of requests; a log of this level, and nothing more, if not said. */
  telemetry?: Telemetry;
}

/** Makes the HTTP server of the API, not yet listening: `/graphql`, `/schema.graphql`, and errors in JSON. */
export async function createServer(options: ServerOptions): Promise<FastifyInstance> {
  const { actorOf, logLevel, pool, releases, documents = openToAll(pool) } = options;
  const telemetry = options.telemetry ?? (await Telemetry.open({ pool, releases, logLevel, traces: null }));
  const app = httpServer(telemetry, options.limits.trustedProxies);
  const limits = await limitsOf(options.limits, actorOf, app);
  const schema = await buildGraph();
  const queries = new PreparedQueries(schema);
  const apollo = await startApollo({ schema, queries, limits, telemetry, log: app.log });
  // Fastify drains; the drain plugin of Apollo would close the app again, and each would wait for the other.
  app.addHook('onClose', () => apollo.stop());
  const answers = answering({ ...options, apollo, queries, limits, telemetry });
  const kept = new KeptAnswers(options.kept ?? NOTHING_KEPT);
  serveGraphql(app, { answering: answers, documents, kept });
  serveFiles(app, documents, { schema, answers });
  serveSchema(app, `${sdlOf(schema)}\n`);
  return app;
}

const NOTHING_KEPT: KeptBy = { known: { stamp: null, saw: () => {} }, megabytes: 0 };
