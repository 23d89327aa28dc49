import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Pool } from 'pg';
import { createHttpServer } from '../../../src/server/http/httpServer.ts';
import { Telemetry } from '../../../src/server/telemetry/Telemetry.ts';

/**
 * The baseline of cached responses: static bytes from the HTTP server of the register, without the API. The server still checks
 * headers and bodies, and adds ids, headers and metrics to each request.
 */
const { DATABASE_URL = '', STATIC_DIR = '' } = process.env;
const pool = new Pool({ connectionString: DATABASE_URL });
const telemetry = await Telemetry.open({ pool, releases: null, logLevel: 'error', traces: null });
const app = await createHttpServer(telemetry, []);

for (const query of ['nested', 'detail', 'flat']) {
  const bytes = await readFile(join(STATIC_DIR, `${query}.json`));
  app.route({
    method: ['GET', 'POST'],
    url: `/static/${query}`,
    handler: async (_request, reply) => reply.type('application/json; charset=utf-8').send(bytes),
  });
}

console.log(await app.listen({ port: 0, host: '127.0.0.1' }));
