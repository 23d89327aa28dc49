import type { FastifyInstance } from 'fastify';
import { type AnsweringFrom, answering } from './answering.ts';
import { startApollo } from './apollo.ts';
import { serveGraphql } from './http/graphqlRoutes.ts';
import { httpServer } from './http/httpServer.ts';
import { serveSchema } from './http/schemaRoute.ts';
import { buildGraph } from './schema.ts';
import { sdlOf } from './sdl.ts';

export interface ServerOptions extends Omit<AnsweringFrom, 'apollo'> {
  logLevel: string;
}

/** Makes the HTTP server of the API, not yet listening: `/graphql`, `/schema.graphql`, and errors in JSON. */
export async function createServer({ logLevel, ...from }: ServerOptions): Promise<FastifyInstance> {
  const app = httpServer(logLevel);
  const schema = await buildGraph();
  const apollo = await startApollo(schema, (error, reference) =>
    app.log.error({ err: error, reference }, 'unexpected error'),
  );
  // Fastify drains; the drain plugin of Apollo would close the app again, and each would wait for the other.
  app.addHook('onClose', () => apollo.stop());
  serveGraphql(app, answering({ apollo, ...from }));
  serveSchema(app, `${sdlOf(schema)}\n`);
  return app;
}
