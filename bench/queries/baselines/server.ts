import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import Fastify, { type FastifyRequest } from 'fastify';
import { Pool } from 'pg';
import { BENCH_QUERIES } from '../benchQueries.ts';
import { serveStaticResponses } from './staticResponses.ts';

/**
 * The baselines: hand-written routes. `/text/…` sends the text that one prepared statement concatenates, `/json/…` the result of
 * `json_agg`, and `/static/…` the responses in the folder of STATIC_DIR.
 */
const { DATABASE_URL = '', POOL_SIZE = '20', STATIC_DIR = '' } = process.env;
const pool = new Pool({
  connectionString: DATABASE_URL,
  max: Number(POOL_SIZE),
  options: '-c timezone=UTC -c enable_mergejoin=off -c parallel_setup_cost=20000',
});
const app = Fastify();

for (const query of BENCH_QUERIES) {
  for (const form of ['text', 'json']) {
    const text = await readFile(join(import.meta.dirname, `${query}-${form}.sql`), 'utf8');
    const name = `${query}-${form}`;
    app.post(`/${form}/${query}`, async (request: FastifyRequest<{ Body: { slug?: string } }>, reply) => {
      const { slug } = request.body;
      const { rows } = await pool.query<{ response: string }>({ name, text, values: slug === undefined ? [] : [slug] });
      return reply.type('application/json; charset=utf-8').send(rows[0]?.response);
    });
  }
}
await serveStaticResponses(app, STATIC_DIR);

console.log(await app.listen({ port: 0, host: '127.0.0.1' }));
