import type { FastifyReply, FastifyRequest } from 'fastify';
import { LICENCE } from '../../publishing/catalogue.ts';
import { answerConditionalRequest } from '../../server/http/conditionalRequest.ts';
import { etagOfBytes } from '../../server/http/etag.ts';
import { type HtmlPage, layout, type PageDocument } from './layout.ts';
import type { Site } from './Site.ts';

/**
 * Sends a page, or 304. The entity tag is a hash of the bytes of the page.
 * @param policy the directives of the content security policy for what the page loads and runs; default: its style and data.
 */
export function sendPage(
  request: FastifyRequest,
  reply: FastifyReply,
  site: Site,
  page: HtmlPage,
  policy: readonly string[] | null = null,
): FastifyReply {
  const document = layout(site, page);
  setSecurityHeaders(reply, site, policy ?? policyOf(document, page)).headers({
    'cache-control': 'public, max-age=60',
    link: linksOf(site, page),
  });
  return (
    answerConditionalRequest(request, reply, { etag: etagOfBytes(document.text) }) ??
    reply.type(HTML).send(document.text)
  );
}

/** Sends an error page, which is not cached. */
export function sendErrorPage(
  reply: FastifyReply,
  site: Site,
  status: number,
  page: HtmlPage,
  policy: readonly string[] | null = null,
): FastifyReply {
  const document = layout(site, page);
  setSecurityHeaders(reply, site, policy ?? policyOf(document, page))
    .code(status)
    .header('cache-control', 'no-store');
  return reply.type(HTML).send(document.text);
}

const HTML = 'text/html; charset=utf-8';

function policyOf({ styleHash, scriptHash }: PageDocument, { images = false, suggests = false }: HtmlPage): string[] {
  const scripts = scriptHash === null ? [] : [`script-src ${scriptHash}`];
  const connections = suggests ? ["connect-src 'self'"] : [];
  return [`style-src ${styleHash}`, ...scripts, ...connections, images ? "img-src 'self' data:" : 'img-src data:'];
}

/** The content security policy forbids everything that the page does not need. */
function setSecurityHeaders(reply: FastifyReply, site: Site, allowed: readonly string[]): FastifyReply {
  const policy = ["default-src 'none'", ...allowed, "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'"];
  if (site.publicUrl.startsWith('https:')) reply.header('strict-transport-security', 'max-age=31536000');
  return reply.headers({
    'content-security-policy': policy.join('; '),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
  });
}

/** Lists only the first two alternates, those of the main table, because proxies limit the length of headers. */
function linksOf(site: Site, { path, alternates = [] }: HtmlPage): string {
  return [
    `<${LICENCE.url}>; rel="license"`,
    ...(path === null ? [] : [`<${site.address(path)}>; rel="canonical"`]),
    ...alternates.slice(0, 2).map(({ url, mime }) => `<${url}>; rel="alternate"; type="${mime}"`),
  ].join(', ');
}
