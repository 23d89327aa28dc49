import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import type { Pool } from 'pg';
import { EXPLORER_PATH, type Site } from '../site/Site.ts';
import { sendErrorPage, sendPage } from '../site/sendPage.ts';
import { versionedCache } from '../site/versionedCache.ts';
import { BUNDLE_FOLDER, type Bundle, readBundle } from './bundle.ts';
import { type PresentExample, readExamples } from './examples.ts';
import { readExplorerLink } from './explorerLink.ts';
import { EXPLORER_FILES, explorerPage, type Opened } from './explorerPage.ts';
import { isExplorerRequest } from './isExplorerRequest.ts';

/** Redirects browsers from the API to the explorer. */
export function redirectBrowsers(app: FastifyInstance, site: Site): void {
  app.addHook('onRequest', async (request, reply) => {
    if (!isExplorerRequest(request.raw)) return;
    // A shared cache that ignores Vary would redirect programs.
    reply.headers({ 'cache-control': 'private, no-cache', vary: 'Accept' });
    return reply.redirect(site.link(EXPLORER_PATH + queryOf(request.url)));
  });
}

/** Serves the explorer and the files that it loads. */
export function serveExplorer(app: FastifyInstance, site: Site, pool: Pool): void {
  const examples = versionedCache(pool, () => readExamples(pool));
  let bundle: Bundle | null = null;
  app.addHook('onReady', async () => {
    bundle = await readBundle();
  });
  for (const url of [EXPLORER_PATH, `${EXPLORER_PATH}/`]) {
    app.get(url, async (request, reply) => {
      const opened = openedBy(new URLSearchParams(queryOf(request.url)), await examples());
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

/** The example of a first visit: the first of these that the register answers. Every register answers the last one. */
const FIRST_SHOWN = ['incubateur-et-ses-produits', 'chiffres-cles'];

function openedBy(parameters: URLSearchParams, all: readonly PresentExample[]): Opened {
  const link = readExplorerLink(parameters);
  const slug = parameters.get('example');
  const named = all.find((each) => each.slug === slug);
  const firstShown = FIRST_SHOWN.map((name) => all.find((each) => each.slug === name)).find((each) => each?.isAnswered);
  const example = named ?? firstShown;
  if (!example) throw new Error(`the explorer needs one of the examples ${FIRST_SHOWN.join(', ')}`);
  return {
    examples: all.filter((each) => each.isAnswered || each === named),
    link,
    example,
    unknownExample: slug && !named && !link ? slug : null,
    isLinked: Boolean(link ?? named),
  };
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
