import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { RELEASED_TABLES, ReleasedTable } from '../publishing/tableSchemas.ts';
import { PUBLIC } from '../server/http/cacheControl.ts';
import { answerConditionalRequest } from '../server/http/conditionalRequest.ts';
import { etagOfBytes } from '../server/http/etag.ts';

/** Serves the released Table Schema of each table at `/schemas/<table>/<version>/schema.json`, and at `latest`. */
export function serveTableSchemas(app: FastifyInstance): void {
  const schemas = new Map<string, { readonly text: string; readonly etag: string }>();
  for (const file of readdirSync(RELEASED_TABLES)) {
    const text = readFileSync(join(RELEASED_TABLES, file), 'utf8');
    const { name, version } = ReleasedTable.parse(JSON.parse(text));
    for (const each of [version, 'latest']) schemas.set(`${name}/${each}`, { text, etag: etagOfBytes(text) });
  }
  app.get<{ Params: { table: string; version: string } }>(
    '/schemas/:table/:version/schema.json',
    async (request, reply) => {
      const { table, version } = request.params;
      const schema = schemas.get(`${table}/${version}`);
      if (!schema) return reply.callNotFound();
      reply.header('cache-control', PUBLIC);
      const decided = answerConditionalRequest(request, reply, { etag: schema.etag });
      return decided ?? reply.type('application/json; charset=utf-8').send(schema.text);
    },
  );
}
