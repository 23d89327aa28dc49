import type { FastifyReply, FastifyRequest } from 'fastify';
import { LICENCE } from '../publishing/catalogue.ts';
import { answerToConditions } from '../server/http/conditions.ts';
import { etagOfBytes } from '../server/http/etag.ts';
import { type Document, layout, type Page } from './layout.ts';
import type { Site } from './site.ts';

/** How a page is sent that is not like the others. */
export interface Sending {
  /** What it may load and run. */
  readonly policy: readonly string[];
  readonly headers: Readonly<Record<string, string>>;
}

/** Sends a page, or 304 to whoever has it. */
export function sendPage(
  request: FastifyRequest,
  reply: FastifyReply,
  site: Site,
  page: Page,
  sending: Sending | null = null,
): FastifyReply {
  const document = layout(site, page);
  guard(reply, site, sending?.policy ?? policyOf(document)).headers({
    'cache-control': 'public, max-age=60',
    link: linksOf(site, page),
    ...sending?.headers,
  });
  // A page tells the version of the register and of the release: another version is another tag. And so is another page
  // about the same version, which newer software makes.
  return answerToConditions(request, reply, etagOfBytes(document.text)) ?? reply.type(HTML).send(document.text);
}

/** Sends a page that says what is wrong, which nobody keeps. */
export function sendProblem(reply: FastifyReply, site: Site, status: number, page: Page): FastifyReply {
  const document = layout(site, page);
  return guard(reply, site, policyOf(document))
    .code(status)
    .header('cache-control', 'no-store')
    .type(HTML)
    .send(document.text);
}

const HTML = 'text/html; charset=utf-8';

function policyOf({ styleHash, scriptHash }: Document): string[] {
  return [`style-src ${styleHash}`, ...(scriptHash === null ? [] : [`script-src ${scriptHash}`]), 'img-src data:'];
}

/** Lets a browser load, run, embed and tell nothing more than the page needs. */
function guard(reply: FastifyReply, site: Site, may: readonly string[]): FastifyReply {
  const policy = ["default-src 'none'", ...may, "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'"];
  if (site.publicUrl.startsWith('https:')) reply.header('strict-transport-security', 'max-age=31536000');
  return reply.headers({
    'content-security-policy': policy.join('; '),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
  });
}

/** Proxies limit the length of headers: of the other forms, only the first two, which are those of the main table. */
function linksOf(site: Site, { path, alternates = [] }: Page): string {
  return [
    `<${LICENCE.url}>; rel="license"`,
    ...(path === null ? [] : [`<${site.address(path)}>; rel="canonical"`]),
    ...alternates.slice(0, 2).map(({ url, mime }) => `<${url}>; rel="alternate"; type="${mime}"`),
  ].join(', ');
}
