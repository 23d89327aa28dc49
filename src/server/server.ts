import type { IncomingMessage } from 'node:http';
import type { FastifyInstance } from 'fastify';
import type { Actor } from '../register/Actor.ts';
import { serveDocumentFiles } from './documentFiles/serveDocumentFiles.ts';
import { createHttpServer } from './http/httpServer.ts';
import { createLimits, type LimitSettings } from './limits/limits.ts';
import { allowAnyDocument } from './persistedDocuments/openPersistedDocuments.ts';
import type { PersistedDocuments } from './persistedDocuments/PersistedDocuments.ts';
import type { Pipeline } from './pipeline/answer.ts';
import type { ContextSources } from './pipeline/apiContext.ts';
import { Apollo } from './pipeline/apollo.ts';
import { PreparedDocuments } from './pipeline/PreparedDocuments.ts';
import { ResponseCache, type ResponseCacheOptions } from './pipeline/ResponseCache.ts';
import { serveGraphql, serveSchema } from './routes.ts';
import { printSdl } from './schema/printSdl.ts';
import { buildApiSchema } from './schema/schema.ts';
import { Telemetry } from './telemetry/Telemetry.ts';

declare module 'fastify' {
  interface FastifyInstance {
    /** The pipeline of the API, for pages that execute queries. */
    readonly pipeline: Pipeline;
  }
}

export interface ServerOptions extends Omit<ContextSources, 'telemetry'> {
  /** The actor of a request with a token; null without one. Throws UNAUTHENTICATED for an invalid token. */
  authenticate: (request: IncomingMessage) => Promise<Actor | null>;
  limits: LimitSettings & {
    /** The proxies whose `X-Forwarded-For` header is trusted. */
    readonly trustedProxies: readonly string[];
  };
  /** Default: clients may register any document, and there are no trusted documents. */
  documents?: PersistedDocuments;
  /** Default: no response is cached. */
  responseCache?: ResponseCacheOptions;
  logLevel: string;
  /** Default: a log with `logLevel`. */
  telemetry?: Telemetry;
}

/** Creates the HTTP server of the API: `/graphql`, `/schema.graphql`, `/d/`, and errors as JSON. It does not listen yet. */
export async function createServer(options: ServerOptions): Promise<FastifyInstance> {
  const { authenticate, logLevel, pool, releases, responseCache = DISABLED_CACHE } = options;
  const telemetry = options.telemetry ?? (await Telemetry.open({ pool, releases, logLevel, traces: null }));
  const app = await createHttpServer(telemetry, options.limits.trustedProxies);
  const schema = await buildApiSchema();
  const preparedDocuments = new PreparedDocuments(schema);
  const apollo = await Apollo.start(schema, preparedDocuments, telemetry, app.log);
  // Fastify closes connections. The drain plugin of Apollo Server would close the app again, and both would wait for each other.
  app.addHook('onClose', () => apollo.stop());
  const pipeline: Pipeline = {
    ...options,
    telemetry,
    schema,
    limits: await createLimits(options.limits, authenticate, app),
    persistedDocuments: options.documents ?? allowAnyDocument(pool),
    responseCache: new ResponseCache(responseCache),
    preparedDocuments,
    apollo,
  };
  app.decorate('pipeline', pipeline);
  serveGraphql(app, pipeline);
  serveDocumentFiles(app, pipeline);
  serveSchema(app, `${printSdl(schema)}\n`);
  return app;
}

const DISABLED_CACHE: ResponseCacheOptions = {
  watcher: { token: null, confirm: async () => null, observe: () => {} },
  megabytes: 0,
};
