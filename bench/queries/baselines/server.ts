import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import Fastify, { type FastifyRequest } from 'fastify';
import { Pool } from 'pg';

/**
 * The baselines: hand-written routes. `/text/…` sends the text that one prepared statement concatenates, `/json/…` the result of
 * `json_agg`, and `/static/…` the files of the folder in STATIC_DIR.
 */
const { DATABASE_URL = '', POOL_SIZE = '20', STATIC_DIR } = process.env;
const pool = new Pool({ connectionString: DATABASE_URL, max: Number(POOL_SIZE), options: '-c timezone=UTC' });
const app = Fastify();

for (const query of ['nested', 'detail', 'flat']) {
  for (const form of ['text', 'json']) {
    const text = await readFile(join(import.meta.dirname, `${query}-${form}.sql`), 'utf8');
    const name = `${query}-${form}`;
    app.post(`/${form}/${query}`, async (request: FastifyRequest<{ Body: { slug?: string } }>, reply) => {
      const { slug } = request.body;
      const { rows } = await pool.query<{ response: string }>({ name, text, values: slug === undefined ? [] : [slug] });
      return reply.type('application/json; charset=utf-8').send(rows[0]?.response);
    });
  }
  if (STATIC_DIR) {
    const bytes = await readFile(join(STATIC_DIR, `${query}.json`));
    app.route({
      method: ['GET', 'POST'],
      url: `/static/${query}`,
      handler: (_request, reply) => reply.type('application/json; charset=utf-8').send(bytes),
    });
  }
}

console.log(await app.listen({ port: 0, host: '127.0.0.1' }));
