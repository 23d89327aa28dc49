import { Pool } from 'pg';
import { createHttpServer } from '../../src/server/http/httpServer.ts';
import { Telemetry } from '../../src/server/telemetry/Telemetry.ts';
import { serveExports } from '../../src/web/exports/serveExports.ts';
import { serveCatalogues } from '../../src/web/serveCatalogues.ts';

// Serves a directory in a separate process: Jest can't load @fastify/static, which requires an ES module.
const [, , directory = '', elsewhere = null] = process.argv;
const telemetry = await Telemetry.open({ pool: new Pool(), releases: null, logLevel: 'silent', traces: null });
const app = await createHttpServer(telemetry, []);
serveCatalogues(app, { directory, publicUrl: 'https://registre.example' });
await serveExports(app, directory, elsewhere);
console.log(new URL(await app.listen({ port: 0, host: '127.0.0.1' })).port);
process.on('disconnect', () => process.exit());
