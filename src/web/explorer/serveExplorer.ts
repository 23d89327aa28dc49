import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { EXPLORER_PATH, type Site } from '../site/Site.ts';
import { sendErrorPage, sendPage } from '../site/sendPage.ts';
import { BUNDLE_FOLDER, type Bundle, readBundle } from './bundle.ts';
import { EXAMPLES, exampleOf } from './examples.ts';
import { readExplorerLink } from './explorerLink.ts';
import { EXPLORER_FILES, explorerPage, type Opened } from './explorerPage.ts';
import { isExplorerRequest } from './isExplorerRequest.ts';

/** Serves the explorer and the files that it loads, and redirects browsers from the API to it. */
export function serveExplorer(app: FastifyInstance, site: Site): void {
  let bundle: Bundle | null = null;
  app.addHook('onReady', async () => {
    bundle = await readBundle();
  });
  app.addHook('onRequest', async (request, reply) => {
    if (!isExplorerRequest(request.raw)) return;
    // A shared cache that ignores Vary would redirect programs.
    reply.headers({ 'cache-control': 'private, no-cache', vary: 'Accept' });
    return reply.redirect(site.link(EXPLORER_PATH + queryOf(request.url)));
  });
  for (const url of [EXPLORER_PATH, `${EXPLORER_PATH}/`]) {
    app.get(url, async (request, reply) => {
      const opened = openedBy(new URLSearchParams(queryOf(request.url)));
      const [page, status] = [explorerPage(site, bundle, opened), statusOf(opened)];
      if (status !== 200) return sendErrorPage(reply, site, status, page, POLICY);
      return sendPage(request, reply, site, page, POLICY);
    });
  }
  app.register(async (scope) => {
    await scope.register(fastifyStatic, { root: BUNDLE_FOLDER, serve: false, preCompressed: true });
    scope.get<{ Params: { file: string } }>(`${EXPLORER_FILES}:file`, async (request, reply) => {
      const { file } = request.params;
      if (bundle?.files.includes(file)) return reply.sendFile(file, { maxAge: '1y', immutable: true });
      return reply.callNotFound();
    });
  });
}

/** The query string of a URL, with its question mark. */
function queryOf(url: string): string {
  const start = url.indexOf('?');
  return start < 0 ? '' : url.slice(start);
}

function openedBy(parameters: URLSearchParams): Opened {
  const link = readExplorerLink(parameters);
  const slug = parameters.get('example');
  const named = slug && exampleOf(slug);
  const example = named || exampleOf('incubateur-et-ses-produits') || EXAMPLES[0];
  if (!example) throw new Error('there is no example');
  return { link, example, unknownExample: slug && !named && !link ? slug : null, isLinked: Boolean(link || named) };
}

function statusOf({ link, unknownExample }: Opened): number {
  if (unknownExample !== null) return 404;
  return link && link.problems.length > 0 ? 400 : 200;
}

/**
 * Allows files of this site only. The editor adds styles to the page, so hashes and nonces can't be used. Its style sheet
 * contains its icons as a font.
 */
const POLICY = [
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  'font-src data:',
  "img-src 'self' data:",
  "connect-src 'self'",
  "worker-src 'self'",
];
