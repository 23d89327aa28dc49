import type { FastifyInstance } from 'fastify';
import type { Pool } from 'pg';
import { listPage } from './lists/listPage.ts';
import { startupsList } from './lists/startupsList.ts';
import { PageServer } from './queries/PageServer.ts';
import { Site, type SiteOptions } from './site/Site.ts';

/** Serves the French pages that queries of the API describe: lists, records and figures. The app is that of `createServer`. */
export function serveQueryPages(
  app: FastifyInstance,
  { pool, ...options }: SiteOptions & { readonly pool: Pool },
): void {
  const pages = new PageServer(new Site(options), pool, app.pipeline);
  for (const list of LISTS) pages.serve(app, list.path, (context) => listPage(list, context));
}

const LISTS = [startupsList];
