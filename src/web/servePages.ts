import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Pool } from 'pg';
import { knownDatabaseError } from '../database/knownDatabaseError.ts';
import { readPublishedDatasets } from '../publishing/graphql/publishedDatasets.ts';
import type { Releases } from '../publishing/graphql/Releases.ts';
import { requestIds } from '../server/telemetry/RequestRecord.ts';
import { readerOn } from '../sql/reader.ts';
import { changementsFeed, latestChanges } from './changements.ts';
import { datasetPage } from './datasets/datasetPage.ts';
import { datasetsPage } from './datasets/datasetsPage.ts';
import type { PublishedDatasets } from './datasets/publishedOn.ts';
import { serveReleaseFeeds } from './datasets/releaseFeeds.ts';
import { unknownDatasetPage } from './datasets/unknownDatasetPage.ts';
import { redirectBrowsers, serveExplorer } from './explorer/serveExplorer.ts';
import { serveListings } from './exports/serveListings.ts';
import { homePage } from './homePage.ts';
import { serveOpenApi } from './openApi.ts';
import { readCounts } from './registerCounts.ts';
import { serveDiscovery } from './serveDiscovery.ts';
import { sendFeed } from './site/atomFeed.ts';
import { sendFailure } from './site/failurePages.ts';
import { ATOM_PATH, Site, type SiteOptions } from './site/Site.ts';
import { sendErrorPage, sendPage } from './site/sendPage.ts';

export interface PagesOptions extends SiteOptions {
  readonly pool: Pool;
  readonly releases: Releases;
}

/** Serves the French pages: the register, its changes and its datasets. */
export function servePages(app: FastifyInstance, { pool, releases, ...options }: PagesOptions): void {
  const site = new Site(options);
  const changes = latestChanges(pool);
  if (site.isOpen) redirectBrowsers(app, site);
  app.register(async (scope) => {
    scope.setErrorHandler((error, request, reply) => sendFailure(request, reply, site, error));
    if (site.isOpen) serveExplorer(scope, site, pool);
    serveOpenApi(scope, site);
    serveListings(scope, site);
    serveDiscovery(scope, site, pool, releases);
    scope.get('/', async (request, reply) =>
      sendPage(request, reply, site, homePage(site, await readCounts(pool), await releases.latest())),
    );
    scope.get(ATOM_PATH, async (request, reply) => sendFeed(request, reply, changementsFeed(site, await changes())));
    serveReleaseFeeds(scope, site, releases);
    for (const url of ['/donnees', '/donnees/']) {
      scope.get(url, async (request, reply) =>
        sendPage(
          request,
          reply,
          site,
          await datasetsPage(site, await releases.latest(), await published(pool, request)),
        ),
      );
    }
    for (const url of ['/donnees/:slug', '/donnees/:slug/', '/donnees/:slug/*']) {
      scope.get<{ Params: { slug: string; '*'?: string } }>(url, async (request, reply) => {
        const { slug, '*': rest = '' } = request.params;
        const release = await releases.latest();
        const dataset = release?.datasets.find((each) => each.slug === slug && rest === '');
        if (release && dataset) {
          const page = await datasetPage(site, release, dataset, await published(pool, request));
          return sendPage(request, reply, site, page);
        }
        const name = rest === '' ? slug : `${slug}/${rest}`;
        return sendErrorPage(reply, site, 404, unknownDatasetPage(site, name, release?.datasets ?? []));
      });
    }
  });
}

/** Where each dataset is published. While the database is unavailable, the pages of files are shown without it. */
async function published(pool: Pool, request: FastifyRequest): Promise<PublishedDatasets> {
  try {
    return await readPublishedDatasets(readerOn(pool));
  } catch (error) {
    if (knownDatabaseError(error) === null) throw error;
    request.log.warn(
      { ...requestIds(request.raw), err: error },
      'the page is shown without the platforms of the datasets',
    );
    return new Map();
  }
}
