import type { FastifyInstance } from 'fastify';
import { type AnsweringFrom, answering } from './answering.ts';
import { startApollo } from './apollo.ts';
import { serveGraphql } from './http/graphqlRoutes.ts';
import { httpServer } from './http/httpServer.ts';
import { serveSchema } from './http/schemaRoute.ts';
import { buildGraph } from './schema.ts';
import { sdlOf } from './sdl.ts';
import { Telemetry } from './telemetry/Telemetry.ts';

export interface ServerOptions extends Omit<AnsweringFrom, 'apollo' | 'telemetry'> {
  logLevel: string;
  /** What is told of requests; a log of this level, and nothing more, if not said. */
  telemetry?: Telemetry;
}

/** Makes the HTTP server of the API, not yet listening: `/graphql`, `/schema.graphql`, and errors in JSON. */
export async function createServer(options: ServerOptions): Promise<FastifyInstance> {
  const { logLevel, pool, releases } = options;
  const telemetry = options.telemetry ?? (await Telemetry.open({ pool, releases, logLevel, traces: null }));
  const app = httpServer(telemetry);
  const schema = await buildGraph();
  const apollo = await startApollo(schema, app.log, telemetry);
  // Fastify drains; the drain plugin of Apollo would close the app again, and each would wait for the other.
  app.addHook('onClose', () => apollo.stop());
  serveGraphql(app, answering({ ...options, apollo, telemetry }));
  serveSchema(app, `${sdlOf(schema)}\n`);
  return app;
}
