import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import type { Site } from '../site/Site.ts';
import { type PageHeaders, sendPage } from '../site/sendPage.ts';
import { BUNDLE_FOLDER, type Bundle, readBundle } from './bundle.ts';
import { EXAMPLES, exampleOf } from './examples.ts';
import { EXPLORER_FILES, explorerPage } from './explorerPage.ts';
import { isExplorerRequest } from './isExplorerRequest.ts';

/** Serves the explorer to browsers at the address of the API, and the files that it loads. */
export function serveExplorer(app: FastifyInstance, site: Site): void {
  let bundle: Bundle | null = null;
  app.addHook('onReady', async () => {
    bundle = await readBundle();
  });
  app.addHook('onRequest', async (request, reply) => {
    if (!isExplorerRequest(request.raw)) return;
    const slug = new URLSearchParams(request.url.split('?', 2)[1]).get('example') ?? '';
    const example = exampleOf(slug) ?? exampleOf('incubateur-et-ses-produits') ?? EXAMPLES[0];
    if (!example) throw new Error('there is no example');
    return sendPage(request, reply, site, explorerPage(site, bundle, example), HEADERS);
  });
  app.register(async (scope) => {
    await scope.register(fastifyStatic, { root: BUNDLE_FOLDER, serve: false, preCompressed: true });
    scope.get<{ Params: { file: string } }>(`${EXPLORER_FILES}:file`, async (request, reply) => {
      const { file } = request.params;
      if (bundle?.files.includes(file)) return reply.sendFile(file, { maxAge: '1y', immutable: true });
      return reply.callNotFound();
    });
  });
}

/**
 * Only files of this site. The editor writes styles into the page, so hashes and nonces cannot be used; its icons are a
 * font inside its style sheet.
 */
const HEADERS: PageHeaders = {
  policy: [
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    'font-src data:',
    "img-src 'self' data:",
    "connect-src 'self'",
    "worker-src 'self'",
  ],
  // The API has the same address: a shared cache must not confuse them.
  headers: { 'cache-control': 'private, max-age=60', vary: 'Accept' },
};
