import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import Negotiator from 'negotiator';
import { SHORT_LIVED } from '../../publishing/exportsDirectory/httpHeaders.ts';
import { sendContent } from '../../server/http/sendContent.ts';
import { EXPORTS_PATH, type Site } from '../site/Site.ts';
import { sendPage } from '../site/sendPage.ts';
import { type FolderListing, listFolder, listReleases } from './folderListing.ts';
import { listingJson, listingPage } from './listingPage.ts';

/** Serves the folders of the exports as pages, and as JSON to clients that prefer it or that add `?format=json`. */
export function serveListings(app: FastifyInstance, site: Site): void {
  app.get(EXPORTS_PATH.slice(0, -1), async (_request, reply) => reply.redirect(site.link(EXPORTS_PATH), 308));
  app.get(EXPORTS_PATH, async (request, reply) =>
    sendListing(request, reply, site, await listReleases(site.directory)),
  );
  for (const url of [`${EXPORTS_PATH}:release/`, `${EXPORTS_PATH}:release/:folder/`]) {
    app.get<{ Params: { release: string; folder?: string } }>(url, async (request, reply) => {
      const { release, folder = '' } = request.params;
      const listing = await listFolder(site.directory, release, folder);
      return listing ? sendListing(request, reply, site, listing) : reply.callNotFound();
    });
  }
}

function sendListing(request: FastifyRequest, reply: FastifyReply, site: Site, listing: FolderListing): FastifyReply {
  reply.header('vary', 'Accept');
  if (!prefersJson(request)) return sendPage(request, reply, site, listingPage(site, listing));
  const content = `${JSON.stringify(listingJson(site, listing), null, 2)}\n`;
  const mediaType = 'application/json; charset=utf-8';
  return sendContent(request, reply, { content, mediaType, cacheControl: SHORT_LIVED });
}

function prefersJson({ url, raw }: FastifyRequest): boolean {
  if (new URLSearchParams(url.split('?', 2)[1]).get('format') === 'json') return true;
  return new Negotiator(raw).mediaType(['text/html', 'application/json']) === 'application/json';
}
