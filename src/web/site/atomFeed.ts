import type { FastifyReply, FastifyRequest } from 'fastify';
import { LICENCE } from '../../publishing/catalogue.ts';
import { sendContent } from '../../server/http/sendContent.ts';
import { type Html, html } from './html.ts';
import type { PageAlternate } from './layout.ts';
import { ATOM_TYPE, RELEASES_FEED_PATH, RELEASES_FEED_TITLE, SITE_NAME, type Site } from './Site.ts';

/** A feed of the site. The addresses are paths. */
interface Feed {
  readonly path: string;
  readonly title: string;
  readonly subtitle?: string;
  /** The page with the same content. */
  readonly page: string;
  /** The instant of an empty feed. Default: the beginning of 1970, so that it never moves. */
  readonly emptySince?: string;
  /** The latest first. */
  readonly entries: readonly FeedEntry[];
}

export interface FeedEntry {
  /** The path that identifies the entry forever. */
  readonly id: string;
  readonly title: string;
  readonly published?: string;
  /** The instant of the last change of the content. */
  readonly updated: string;
  readonly page: string;
  /** The whole content, or a summary of it, as HTML or as text. */
  readonly text: { readonly element: 'content' | 'summary'; readonly value: Html | string };
}

/** The text of a feed (RFC 4287). The template `html` also escapes values for XML. */
export function atomFeed(site: Site, { path, title, subtitle, page, emptySince = EPOCH, entries }: Feed): string {
  const updated = entries.map((entry) => entry.updated).sort();
  const feed = html`<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="fr">
<id>${site.address(path)}</id>
<title>${title}</title>
${subtitle !== undefined && html`<subtitle>${subtitle}</subtitle>\n`}<updated>${updated.at(-1) ?? emptySince}</updated>
<author><name>${SITE_NAME}</name><uri>${site.address('/')}</uri></author>
<rights>${LICENCE.title}</rights>
<link rel="self" type="${ATOM_TYPE}" href="${site.address(path)}"/>
<link rel="alternate" type="text/html" hreflang="fr" href="${site.address(page)}"/>
<link rel="license" href="${LICENCE.url}"/>
${entries.map((entry) => atomEntry(site, entry))}</feed>
`;
  return String(feed).replace(NOT_XML, '\ufffd');
}

function atomEntry(site: Site, { id, title, published, updated, page, text: { element, value } }: FeedEntry): Html {
  const content = html`type="${typeof value === 'string' ? 'text' : 'html'}">${String(value)}`;
  return html`<entry>
<id>${site.address(id)}</id>
<title>${title}</title>
${published !== undefined && html`<published>${published}</published>\n`}<updated>${updated}</updated>
<link rel="alternate" type="text/html" hreflang="fr" href="${site.address(page)}"/>
${element === 'content' ? html`<content ${content}</content>` : html`<summary ${content}</summary>`}
</entry>
`;
}

const EPOCH = '1970-01-01T00:00:00.000Z';

// XML 1.0 cannot represent these characters, not even escaped (section 2.2).
// biome-ignore lint/suspicious/noControlCharactersInRegex: this expression replaces control characters.
const NOT_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu;

/** The feed of the releases, for the head of pages about them. */
export function releasesFeedLink(site: Site): PageAlternate {
  return { title: RELEASES_FEED_TITLE, mime: ATOM_TYPE, url: site.link(RELEASES_FEED_PATH) };
}

export const FEED_MEDIA_TYPE = `${ATOM_TYPE}; charset=utf-8`;

export function sendFeed(request: FastifyRequest, reply: FastifyReply, text: string): FastifyReply {
  return sendContent(request, reply, {
    content: text,
    mediaType: FEED_MEDIA_TYPE,
    cacheControl: 'public, max-age=60',
  });
}
