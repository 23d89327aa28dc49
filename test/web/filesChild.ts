import Fastify from 'fastify';
import { serveExports } from '../../src/web/files.ts';

// Serves a directory in a process of its own: jest can't load @fastify/static, one of whose modules is ESM for require().
const [, , directory = ''] = process.argv;
const app = Fastify({ routerOptions: { maxParamLength: 500 } });
await serveExports(app, directory);
console.log(new URL(await app.listen({ port: 0, host: '127.0.0.1' })).port);
process.on('disconnect', () => process.exit());
