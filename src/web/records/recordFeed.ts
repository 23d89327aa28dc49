import { LICENCE } from '../../publishing/catalogue.ts';
import type { PageResult } from '../queries/PageServer.ts';
import { type Html, html } from '../site/html.ts';
import { ATOM_TYPE, SITE_NAME, type Site } from '../site/Site.ts';
import type { ChangesOfRecord } from './changesSection.ts';
import { changeSentence, fieldInFrench, valueInFrench } from './describeChange.ts';

const EXTENSION = '.atom';

/** The slug in the path of a record, and whether its feed is requested: `mes-aides.atom`. */
export function requestedRecord({ slug = '' }: Readonly<Record<string, string>>): { slug: string; isFeed: boolean } {
  const isFeed = slug.endsWith(EXTENSION);
  return { slug: isFeed ? slug.slice(0, -EXTENSION.length) : slug, isFeed };
}

interface FedRecord {
  readonly name: string;
  readonly updatedAt: string;
  readonly changes: ChangesOfRecord;
}

/** The latest changes of a record as a feed (RFC 4287). The template `html` also escapes values for XML. */
export function recordFeed(site: Site, path: string, { name, updatedAt, changes }: FedRecord): PageResult {
  const address = site.address(path);
  const feed: Html = html`<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="fr">
<id>${address}${EXTENSION}</id>
<title>${name} — ${SITE_NAME}</title>
<updated>${updatedAt}</updated>
<author><name>${SITE_NAME}</name><uri>${site.address('/')}</uri></author>
<rights>${LICENCE.title}</rights>
<link rel="self" type="${ATOM_TYPE}" href="${address}${EXTENSION}"/>
<link rel="alternate" type="text/html" hreflang="fr" href="${address}"/>
<link rel="license" href="${LICENCE.url}"/>
${changes.nodes.toReversed().map(
  (change, at) => html`<entry>
<id>${address}#v${change.version}-${change.table.toLowerCase()}-${changes.totalCount - at}</id>
<title>${changeSentence({ ...change, table: change.table.toLowerCase() })}</title>
<updated>${change.recordedAt}</updated>
<link rel="alternate" type="text/html" hreflang="fr" href="${address}#historique"/>
<content type="text">${fieldLines(change)}</content>
</entry>
`,
)}</feed>
`;
  return { file: String(feed), mediaType: `${ATOM_TYPE}; charset=utf-8` };
}

function fieldLines({ table: code, fields }: ChangesOfRecord['nodes'][number]): string {
  const table = code.toLowerCase();
  const lines = fields.map(({ name, before, after }) => {
    const [previous, current] = [before, after].map((value) => valueInFrench(table, name, value ?? null));
    return `${fieldInFrench(table, name)}\u00a0: ${previous} → ${current}`;
  });
  return lines.join('\n');
}
