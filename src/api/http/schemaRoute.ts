import type { FastifyInstance } from 'fastify';
import { etagOfBytes, isListed } from './etag.ts';
import { FOR_EVERYONE } from './freshness.ts';

/** `GET /schema.graphql`: the SDL, for those who generate their types from it. */
export function serveSchema(app: FastifyInstance, sdl: string): void {
  const etag = etagOfBytes(sdl);
  app.get('/schema.graphql', async (request, reply) => {
    reply.headers({ etag, 'cache-control': FOR_EVERYONE });
    if (isListed(request.headers['if-none-match'], etag)) return reply.code(304).send();
    return reply.type('text/plain; charset=utf-8').send(sdl);
  });
}
