import type { ChangedVersion } from '../domain/changes/changedVersions.ts';
import { LICENCE } from '../publishing/catalogue.ts';
import { lineOf, titleOf } from './changeWords.ts';
import { numberInFrench } from './french.ts';
import { type Html, html } from './html.ts';
import { SITE_NAME, type Site } from './site.ts';

/** Where the same is for people, and where the feed is. */
export const CHANGEMENTS_PATH = '/changements';
export const ATOM_PATH = '/changements.atom';
export const ATOM_TITLE = `Changements — ${SITE_NAME}`;
export const ATOM_TYPE = 'application/atom+xml';

/**
 * The latest versions as an Atom feed, for feed readers.
 * @see RFC 4287. What `html` escapes is the same in XML.
 */
export function atomOf(site: Site, versions: readonly ChangedVersion[], updatedAt: Date): string {
  const entries = versions.map(
    (version) => html`<entry>
<id>${site.address(`${CHANGEMENTS_PATH}#v${version.version}`)}</id>
<title>${readable(titleOf(version))}</title>
<published>${version.recordedAt.toISOString()}</published>
<updated>${version.recordedAt.toISOString()}</updated>
<link rel="alternate" type="text/html" hreflang="fr" href="${site.address(`${CHANGEMENTS_PATH}#v${version.version}`)}"/>
<content type="html">${String(listOf(version))}</content>
</entry>
`,
  );
  return String(html`<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="fr">
<id>${site.address(ATOM_PATH)}</id>
<title>${ATOM_TITLE}</title>
<subtitle>Ce que chaque version du registre a créé, modifié ou supprimé.</subtitle>
<updated>${(versions[0]?.recordedAt ?? updatedAt).toISOString()}</updated>
<author><name>${SITE_NAME}</name><uri>${site.address('/')}</uri></author>
<rights>${LICENCE.title}</rights>
<link rel="self" type="${ATOM_TYPE}" href="${site.address(ATOM_PATH)}"/>
<link rel="alternate" type="text/html" hreflang="fr" href="${site.address(CHANGEMENTS_PATH)}"/>
<link rel="license" href="${LICENCE.url}"/>
${entries}</feed>
`);
}

/** The first changes of a version, and how many more there are. */
export function listOf({ total, changes }: ChangedVersion): Html {
  const more = total - changes.length;
  return html`<ul>${changes.map((change) => html`<li>${readable(lineOf(change))}</li>`)}</ul>${
    more > 0 && html`<p>et ${numberInFrench(more)}\u00a0${more < 2 ? 'autre changement' : 'autres changements'}.</p>`
  }`;
}

// XML 1.0 has no way to write these characters, not even escaped (section 2.2).
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
const UNWRITABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu;

function readable(text: string): string {
  return text.replace(UNWRITABLE, '\ufffd');
}
