import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { packageRoot } from '../config/packageRoot.ts';
import { PUBLIC } from './http/cacheControl.ts';
import { etagOfBytes } from './http/etag.ts';
import type { PathParameters } from './http/requestParameters.ts';
import { sendContent } from './http/sendContent.ts';
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
      // `sendResponse` compresses: a cached response only once.
      compress: false,
      handler: async (request, reply) =>
        request.params.documentId === '' ? reply.callNotFound() : answerRequest(pipeline, request, reply),
    });
  }
}

/** Serves the schema as SDL at `/schema.graphql`, for code generators, and the files for client caches below `/schema/`. */
export function serveSchema(app: FastifyInstance, sdl: string): void {
  serveText(app, '/schema.graphql', 'text/plain; charset=utf-8', sdl);
  const folder = join(packageRoot, 'schema', 'clients');
  for (const file of readdirSync(folder)) {
    serveText(app, `/schema/${file}`, 'application/json; charset=utf-8', readFileSync(join(folder, file), 'utf8'));
  }
}

function serveText(app: FastifyInstance, url: string, mediaType: string, text: string): void {
  const etag = etagOfBytes(text);
  app.get(url, async (request, reply) => {
    return sendContent(request, reply, { content: text, mediaType, cacheControl: PUBLIC, etag });
  });
}
