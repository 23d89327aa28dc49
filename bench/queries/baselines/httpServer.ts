import { Pool } from 'pg';
import { createHttpServer } from '../../../src/server/http/httpServer.ts';
import { Telemetry } from '../../../src/server/telemetry/Telemetry.ts';
import { serveStaticResponses } from './staticResponses.ts';

/**
 * The baseline of cached responses: the same bytes from the HTTP server of the register, without the API. The server still checks
 * headers and bodies, and adds ids, headers and metrics to each request.
 */
const { DATABASE_URL = '', STATIC_DIR = '' } = process.env;
const pool = new Pool({ connectionString: DATABASE_URL });
const telemetry = await Telemetry.open({ pool, releases: null, logLevel: 'error', traces: null });
const app = await createHttpServer(telemetry, []);

await serveStaticResponses(app, STATIC_DIR);
console.log(await app.listen({ port: 0, host: '127.0.0.1' }));
