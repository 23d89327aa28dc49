import type { FastifyInstance } from 'fastify';
import { PUBLIC } from './http/cacheControl.ts';
import { answerConditionalRequest } from './http/conditionalRequest.ts';
import { etagOfBytes } from './http/etag.ts';
import type { PathParameters } from './http/requestParameters.ts';
import { answerRequest, type Pipeline } from './pipeline/answer.ts';

/**
 * Serves `/graphql`, and `/graphql/sha256:<hash>` or `/graphql/sha256:<hash>/<operation>` for a persisted document.
 * @see https://graphql.github.io/graphql-over-http/draft/
 */
export function serveGraphql(app: FastifyInstance, pipeline: Pipeline): void {
  for (const url of ['/graphql', '/graphql/:documentId', '/graphql/:documentId/:operationName']) {
    app.route<{ Params: PathParameters }>({
      method: ['GET', 'POST'],
      url,
      handler: async (request, reply) =>
        request.params.documentId === '' ? reply.callNotFound() : answerRequest(pipeline, request, reply),
    });
  }
}

/** Serves the schema as SDL at `/schema.graphql`, for code generators. */
export function serveSchema(app: FastifyInstance, sdl: string): void {
  const etag = etagOfBytes(sdl);
  app.get('/schema.graphql', async (request, reply) => {
    reply.header('cache-control', PUBLIC);
    return answerConditionalRequest(request, reply, { etag }) ?? reply.type('text/plain; charset=utf-8').send(sdl);
  });
}
