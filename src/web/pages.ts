import type { FastifyInstance } from 'fastify';
import type { Pool } from 'pg';
import { knownDatabaseError } from '../database/knownDatabaseError.ts';
import type { Releases } from '../publishing/datasets/latestRelease.ts';
import { RETRY_AFTER } from '../server/faults.ts';
import { ATOM_PATH, CHANGEMENTS_PATH } from './atom.ts';
import { changementsPage, latestChanges, sendAtom } from './changements.ts';
import { datasetPage } from './dataset.ts';
import { datasetsPage } from './datasets.ts';
import { serveExplorer } from './explorer/serveExplorer.ts';
import { holdingsOf } from './holdings.ts';
import { homePage } from './home.ts';
import { failurePage, unknownDatasetPage } from './problems.ts';
import { sendPage, sendProblem } from './sendPage.ts';
import { Site } from './site.ts';

export interface PagesOptions {
  readonly pool: Pool;
  readonly releases: Releases;
  /** PUBLIC_URL, without a slash at its end. */
  readonly publicUrl: string;
  /** EXPORTS_DIR: rows, examples and older releases are read there. */
  readonly directory: string;
  /** Whether anyone may ask anything; so it is if not said. */
  readonly isOpen?: boolean;
}

/** Serves the pages for people, in French: what the register holds, and each of its datasets. */
export function servePages(app: FastifyInstance, { pool, releases, ...where }: PagesOptions): void {
  const site = new Site(where);
  const changements = latestChanges(pool);
  if (site.isOpen) serveExplorer(app, site);
  app.register(async (scope) => {
    scope.setErrorHandler((error, request, reply) => {
      request.log.error({ err: error, reference: request.id }, 'unexpected error');
      // Away or busy, the database is mostly back by the next try: caches and robots are told so.
      const passes = knownDatabaseError(error) !== null;
      if (passes) reply.header('retry-after', RETRY_AFTER);
      return sendProblem(reply, site, passes ? 503 : 500, failurePage(site, request.id));
    });
    scope.get('/', async (request, reply) =>
      sendPage(request, reply, site, homePage(site, await holdingsOf(pool), await releases.latest())),
    );
    scope.get(CHANGEMENTS_PATH, async (request, reply) =>
      sendPage(request, reply, site, changementsPage(site, await changements.now())),
    );
    scope.get(ATOM_PATH, async (request, reply) => sendAtom(request, reply, site, await changements.now()));
    for (const url of ['/donnees', '/donnees/']) {
      scope.get(url, async (request, reply) =>
        sendPage(request, reply, site, await datasetsPage(site, await releases.latest())),
      );
    }
    for (const url of ['/donnees/:slug', '/donnees/:slug/', '/donnees/:slug/*']) {
      scope.get<{ Params: { slug: string; '*'?: string } }>(url, async (request, reply) => {
        const { slug, '*': rest = '' } = request.params;
        const release = await releases.latest();
        const dataset = release?.datasets.find((known) => known.slug === slug && rest === '');
        if (release && dataset) return sendPage(request, reply, site, await datasetPage(site, release, dataset));
        const asked = rest === '' ? slug : `${slug}/${rest}`;
        return sendProblem(reply, site, 404, unknownDatasetPage(site, asked, release?.datasets ?? []));
      });
    }
  });
}
