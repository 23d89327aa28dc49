import type { FastifyInstance } from 'fastify';
import { encode } from 'html-entities';
import type { Pool } from 'pg';
import { LATEST } from '../publishing/exportsDirectory/releaseFiles.ts';
import type { Releases } from '../publishing/graphql/Releases.ts';
import { PUBLIC } from '../server/http/cacheControl.ts';
import { sendContent } from '../server/http/sendContent.ts';
import { readerOn } from '../sql/reader.ts';
import { BETA_GOUV_PATH } from './betaGouv/betaGouvFiles.ts';
import { OPENAPI_PATH } from './openApi.ts';
import { API_PATH, EXPLORER_PATH, EXPORTS_PATH, type Site } from './site/Site.ts';
import { type SitePage, sitePages } from './sitePages.ts';

/** The path of RFC 9727. */
const API_CATALOG_PATH = '/.well-known/api-catalog';
const SITEMAP_PATH = '/sitemap.xml';

/** Serves what lets programs find the pages and the APIs: `sitemap.xml`, `robots.txt` and the API catalogue. */
export function serveDiscovery(app: FastifyInstance, site: Site, pool: Pool, releases: Releases): void {
  const reader = readerOn(pool);
  const serve = (path: string, mediaType: string, textOf: () => Promise<string> | string) =>
    app.get(path, async (request, reply) => {
      const content = await textOf();
      if (path === API_CATALOG_PATH) reply.header('link', `<${site.address(path)}>; rel="api-catalog"`);
      return sendContent(request, reply, { content, mediaType, cacheControl: PUBLIC });
    });
  serve(SITEMAP_PATH, 'application/xml; charset=utf-8', async () =>
    sitemap(site, await sitePages(site, reader, await releases.latest())),
  );
  serve('/robots.txt', 'text/plain; charset=utf-8', () => robots(site));
  serve(API_CATALOG_PATH, LINKSET, () => `${JSON.stringify(apiCatalog(site), null, 2)}\n`);
}

/** @see https://www.rfc-editor.org/rfc/rfc9727 */
const LINKSET = 'application/linkset+json; profile="https://www.rfc-editor.org/info/rfc9727"';

/** @see https://www.sitemaps.org/protocol.html */
function sitemap(site: Site, pages: readonly SitePage[]): string {
  const urls = pages.slice(0, MAXIMUM_URLS).map(({ path, modified }) => {
    const date = modified ? `<lastmod>${modified.toISOString()}</lastmod>` : '';
    return `<url><loc>${encode(site.address(path))}</loc>${date}</url>\n`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${urls.join('')}</urlset>
`;
}

/** The maximum of the protocol. The pages that are not records come first. */
const MAXIMUM_URLS = 50_000;

function robots(site: Site): string {
  return `User-agent: *\nDisallow: ${site.link(API_PATH)}\n\nSitemap: ${site.address(SITEMAP_PATH)}\n`;
}

/** The APIs with their descriptions, as a linkset (RFC 9264). */
function apiCatalog(site: Site): object {
  const to = (path: string, type: string) => [{ href: site.address(path), type }];
  return {
    linkset: [
      {
        anchor: site.address(API_CATALOG_PATH),
        item: [API_PATH, BETA_GOUV_PATH, EXPORTS_PATH].map((path) => ({ href: site.address(path) })),
      },
      {
        anchor: site.address(API_PATH),
        'service-desc': to('/schema.graphql', 'text/plain'),
        ...(site.isOpen && { 'service-doc': to(EXPLORER_PATH, 'text/html') }),
        status: to('/readyz', 'application/json'),
      },
      {
        anchor: site.address(BETA_GOUV_PATH),
        'service-desc': to(OPENAPI_PATH, 'application/json'),
        'service-doc': to(BETA_GOUV_PATH, 'text/html'),
      },
      {
        anchor: site.address(EXPORTS_PATH),
        'service-desc': to(OPENAPI_PATH, 'application/json'),
        'service-doc': to('/donnees', 'text/html'),
        'service-meta': to(`${EXPORTS_PATH}${LATEST}/catalog.jsonld`, 'application/ld+json'),
      },
    ],
  };
}
