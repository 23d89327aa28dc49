import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import type { Site } from '../site/Site.ts';
import { type PageHeaders, sendPage } from '../site/sendPage.ts';
import { BUNDLE_FOLDER, type Bundle, readBundle } from './bundle.ts';
import { EXAMPLES, exampleOf } from './examples.ts';
import { EXPLORER_FILES, explorerPage } from './explorerPage.ts';
import { isExplorerRequest } from './isExplorerRequest.ts';

/** Serves the explorer to browsers at `/graphql`, and the files that it loads. */
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
 * Allows files of this site only. The editor adds styles to the page, so hashes and nonces can't be used. Its style sheet
 * contains its icons as a font.
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
  // The page and the API have the same address: a shared cache must not store the page.
  headers: { 'cache-control': 'private, max-age=60', vary: 'Accept' },
};
