import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { EXAMPLES, exampleOf } from '../examples.ts';
import { type Sending, sendPage } from '../sendPage.ts';
import type { Site } from '../site.ts';
import { asksForExplorer } from './asksForExplorer.ts';
import { BUNDLE_FOLDER, type Bundle, readBundle } from './bundle.ts';
import { EXPLORER_FILES, explorerPage, FIRST_EXAMPLE } from './explorerPage.ts';

/** Serves the explorer to browsers that open the address of the API, and the files that it loads. */
export function serveExplorer(app: FastifyInstance, site: Site): void {
  let bundle: Bundle | null = null;
  app.addHook('onReady', async () => {
    bundle = await readBundle();
  });
  app.addHook('onRequest', async (request, reply) => {
    if (!asksForExplorer(request.raw)) return;
    const asked = new URLSearchParams(request.url.split('?', 2)[1]).get('example') ?? '';
    const example = exampleOf(asked) ?? exampleOf(FIRST_EXAMPLE) ?? EXAMPLES[0];
    if (!example) throw new Error('there is no example');
    return sendPage(request, reply, site, explorerPage(site, bundle, example), SENDING);
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
 * What is ours, and nothing from elsewhere. The editor writes its styles into the page, where no hash nor nonce can
 * follow it; its icons are a font within its style sheet.
 */
const SENDING: Sending = {
  policy: [
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    'font-src data:',
    "img-src 'self' data:",
    "connect-src 'self'",
    "worker-src 'self'",
  ],
  // The API answers at the same address: no shared cache may give one for the other.
  headers: { 'cache-control': 'private, max-age=60', vary: 'Accept' },
};
