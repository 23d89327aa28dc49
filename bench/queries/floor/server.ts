import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import Fastify, { type FastifyRequest } from 'fastify';
import { Pool } from 'pg';

/**
 * The floors: routes written by hand. `/text/nested` and so on send the text that one prepared statement concatenates,
 * `/json/…` what json_agg makes, `/static/…` bytes that are there already: those of the folder in STATIC_DIR.
 */
const { DATABASE_URL = '', POOL_SIZE = '20', STATIC_DIR } = process.env;
const pool = new Pool({ connectionString: DATABASE_URL, max: Number(POOL_SIZE), options: '-c timezone=UTC' });
const app = Fastify();

for (const question of ['nested', 'whole', 'flat']) {
  for (const form of ['text', 'json']) {
    const text = await readFile(join(import.meta.dirname, `${question}-${form}.sql`), 'utf8');
    const name = `${question}-${form}`;
    app.post(`/${form}/${question}`, async (request: FastifyRequest<{ Body: { slug?: string } }>, reply) => {
      const { slug } = request.body;
      const { rows } = await pool.query<{ answer: string }>({ name, text, values: slug === undefined ? [] : [slug] });
      return reply.type('application/json; charset=utf-8').send(rows[0]?.answer);
    });
  }
  if (STATIC_DIR) {
    const bytes = await readFile(join(STATIC_DIR, `${question}.json`));
    app.route({
      method: ['GET', 'POST'],
      url: `/static/${question}`,
      handler: (_request, reply) => reply.type('application/json; charset=utf-8').send(bytes),
    });
  }
}

console.log(await app.listen({ port: 0, host: '127.0.0.1' }));
