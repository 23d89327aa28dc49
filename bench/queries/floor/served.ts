import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Pool } from 'pg';
import { createHttpServer } from '../../../src/server/http/httpServer.ts';
import { Telemetry } from '../../../src/server/telemetry/Telemetry.ts';

/**
 * The floor of kept answers: bytes that are there already, from the HTTP server of the register itself, with what it does
 * for each request (limits of heads and bodies, ids, headers, metrics), and without anything of the API.
 */
const { DATABASE_URL = '', STATIC_DIR = '' } = process.env;
const pool = new Pool({ connectionString: DATABASE_URL });
const telemetry = await Telemetry.open({ pool, releases: null, logLevel: 'error', traces: null });
const app = createHttpServer(telemetry, []);

for (const question of ['nested', 'whole', 'flat']) {
  const bytes = await readFile(join(STATIC_DIR, `${question}.json`));
  app.route({
    method: ['GET', 'POST'],
    url: `/static/${question}`,
    handler: async (_request, reply) => reply.type('application/json; charset=utf-8').send(bytes),
  });
}

console.log(await app.listen({ port: 0, host: '127.0.0.1' }));
