import type { FastifyInstance } from 'fastify';
import type { Pool } from 'pg';
import { changementsPage } from './changementsPage.ts';
import { entitiesList, incubatorsList } from './lists/entitiesLists.ts';
import { listPage } from './lists/listPage.ts';
import { LISTS } from './lists/lists.ts';
import { missionsList } from './lists/missionsList.ts';
import { SEARCH_PATH, searchPage } from './lists/searchPage.ts';
import { servicesList } from './lists/servicesList.ts';
import { startupsList } from './lists/startupsList.ts';
import { PageServer, type RenderPage } from './queries/PageServer.ts';
import { entityPage } from './records/entityPage.ts';
import { missionPage } from './records/missionPage.ts';
import { servicePage } from './records/servicePage.ts';
import { startupPage } from './records/startupPage.ts';
import { accessibilityPage, contactPage, LEGAL_PATHS, type LegalSettings, legalNoticePage } from './site/legalPages.ts';
import { CHANGEMENTS_PATH, Site, type SiteOptions } from './site/Site.ts';

interface QueryPagesOptions extends SiteOptions {
  readonly pool: Pool;
  readonly legal: LegalSettings;
}

/** Serves the French pages that queries of the API describe: lists, records and figures. The app is that of `createServer`. */
export function serveQueryPages(app: FastifyInstance, { pool, legal, ...options }: QueryPagesOptions): void {
  const pages = new PageServer(new Site(options), pool, app.pipeline);
  for (const list of LISTS) pages.serve(app, list.path, (context) => listPage(list, context));
  pages.serve(app, SEARCH_PATH, searchPage);
  pages.serve(app, CHANGEMENTS_PATH, changementsPage);
  for (const [path, page] of LEGAL_PAGES) pages.serve(app, path, async ({ site }) => ({ page: page(site, legal) }));
  // The library of charts is loaded for the first figure.
  pages.serve(app, '/chiffres', async (context) => (await import('./figures/figurePages.ts')).figuresPage(context));
  pages.serve(app, '/chiffres/:slug', async (context) =>
    (await import('./figures/figurePages.ts')).figurePage(context),
  );
  for (const [path, render] of RECORDS) pages.serve(app, `${path}/:slug`, render);
}

const LEGAL_PAGES = [
  [LEGAL_PATHS.legal, legalNoticePage],
  [LEGAL_PATHS.accessibility, accessibilityPage],
  [LEGAL_PATHS.contact, contactPage],
] as const;

const RECORDS: readonly (readonly [path: string, render: RenderPage])[] = [
  [startupsList.path, startupPage],
  [servicesList.path, servicePage],
  [entitiesList.path, entityPage],
  // An incubator is an entity: its page is that of the entity.
  [
    incubatorsList.path,
    async ({ path: { slug = '' } }) => ({ redirectTo: `${entitiesList.path}/${encodeURIComponent(slug)}` }),
  ],
  [missionsList.path, missionPage],
];
