import type { FastifyInstance } from 'fastify';
import { answerToConditions } from './conditions.ts';
import { etagOfBytes } from './etag.ts';
import { FOR_EVERYONE } from './freshness.ts';

/** `GET /schema.graphql`: the SDL, for those who generate their types from it. */
export function serveSchema(app: FastifyInstance, sdl: string): void {
  const etag = etagOfBytes(sdl);
  app.get('/schema.graphql', async (request, reply) => {
    reply.header('cache-control', FOR_EVERYONE);
    return answerToConditions(request, reply, etag) ?? reply.type('text/plain; charset=utf-8').send(sdl);
  });
}
