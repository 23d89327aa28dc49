import type { FastifyReply, FastifyRequest } from 'fastify';
import { answerConditionalRequest } from '../../server/http/conditionalRequest.ts';
import type { Site } from '../site/Site.ts';
import { BETA_GOUV_PATH, type BetaGouvFile, type BetaGouvFileName } from './betaGouvFiles.ts';
import { equivalentOf } from './equivalents.ts';

/** The files serve existing clients of v2.7. New clients should use the GraphQL API. */
const DEPRECATED_SINCE = new Date('2026-11-25T00:00:00Z');

/** Sends a file, or 304, with a link to the equivalent GraphQL query. */
export function sendFile(
  request: FastifyRequest,
  reply: FastifyReply,
  site: Site,
  name: BetaGouvFileName,
  { bytes, etag, changedAt }: BetaGouvFile,
): FastifyReply {
  reply.headers({
    'cache-control': 'public, max-age=60',
    // RFC 9745. There is no Sunset header, because no end is planned.
    deprecation: `@${DEPRECATED_SINCE.getTime() / 1000}`,
    link: linksOf(site, name),
  });
  const decided = answerConditionalRequest(request, reply, { etag, lastModified: changedAt });
  return decided ?? reply.type(contentType(name)).send(bytes);
}

function linksOf(site: Site, name: BetaGouvFileName): string {
  return [
    `<${site.address(equivalentOf(name))}>; rel="successor-version"; type="application/json"`,
    `<${site.address(BETA_GOUV_PATH)}>; rel="deprecation"; type="text/html"`,
  ].join(', ');
}

function contentType(name: BetaGouvFileName): string {
  return name.endsWith('.csv') ? 'text/csv; charset=utf-8; header=present' : 'application/json; charset=utf-8';
}
