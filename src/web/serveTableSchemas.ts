import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { RELEASED_TABLES, ReleasedTable } from '../publishing/tableSchemas.ts';
import { PUBLIC } from '../server/http/cacheControl.ts';
import { etagOfBytes } from '../server/http/etag.ts';
import { sendContent } from '../server/http/sendContent.ts';

/** Serves the released Table Schema of each table at `/schemas/<table>/<version>/schema.json`, and at `latest`. */
export function serveTableSchemas(app: FastifyInstance): void {
  const schemas = new Map<string, { readonly content: string; readonly etag: string }>();
  for (const file of readdirSync(RELEASED_TABLES)) {
    const text = readFileSync(join(RELEASED_TABLES, file), 'utf8');
    const { name, version } = ReleasedTable.parse(JSON.parse(text));
    for (const each of [version, 'latest']) schemas.set(`${name}/${each}`, { content: text, etag: etagOfBytes(text) });
  }
  app.get<{ Params: { table: string; version: string } }>(
    '/schemas/:table/:version/schema.json',
    async (request, reply) => {
      const { table, version } = request.params;
      const schema = schemas.get(`${table}/${version}`);
      if (!schema) return reply.callNotFound();
      return sendContent(request, reply, {
        ...schema,
        mediaType: 'application/json; charset=utf-8',
        cacheControl: PUBLIC,
      });
    },
  );
}
