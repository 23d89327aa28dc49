import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Pool } from 'pg';
import { type ChangedVersion, latestVersions } from '../domain/changes/changedVersions.ts';
import { LICENCE } from '../publishing/catalogue.ts';
import { answerConditionalRequest } from '../server/http/conditionalRequest.ts';
import { etagOfBytes } from '../server/http/etag.ts';
import { readerOn } from '../sql/reader.ts';
import { versionPath } from './changementsPage.ts';
import { changeLine, versionTitle } from './records/describeChange.ts';
import { numberInFrench } from './site/french.ts';
import { type Html, html } from './site/html.ts';
import { ATOM_PATH, ATOM_TITLE, ATOM_TYPE, CHANGEMENTS_PATH, SITE_NAME, type Site } from './site/Site.ts';
import { changedAtOf, versionedCache } from './site/versionedCache.ts';

interface LatestChanges {
  readonly versions: readonly ChangedVersion[];
  /** The instant of the last change of the register. */
  readonly updatedAt: Date;
}

/** The latest 50 versions with public changes, with the first 20 changes of each. */
export function latestChanges(pool: Pool): () => Promise<LatestChanges> {
  const reader = readerOn(pool);
  return versionedCache(pool, async () => ({
    updatedAt: await changedAtOf(reader),
    versions: await latestVersions(reader, { versions: 50, changes: 20 }),
  }));
}

/** `/changements.atom`: the changes as a feed (RFC 4287). */
export function sendAtom(request: FastifyRequest, reply: FastifyReply, site: Site, changes: LatestChanges) {
  const text = String(atomFeed(site, changes));
  reply.header('cache-control', 'public, max-age=60');
  return (
    answerConditionalRequest(request, reply, { etag: etagOfBytes(text) }) ??
    reply.type(`${ATOM_TYPE}; charset=utf-8`).send(text)
  );
}

/** The template `html` also escapes values for XML. */
function atomFeed(site: Site, { versions, updatedAt }: LatestChanges): Html {
  const entries = versions.map((version) => {
    const address = site.address(`${CHANGEMENTS_PATH}#v${version.version}`);
    const recordedAt = version.recordedAt.toISOString();
    return html`<entry>
<id>${address}</id>
<title>${withoutControls(versionTitle(version))}</title>
<published>${recordedAt}</published>
<updated>${recordedAt}</updated>
<link rel="alternate" type="text/html" hreflang="fr" href="${site.address(versionPath(version.version))}"/>
<content type="html">${String(changeList(version))}</content>
</entry>
`;
  });
  return html`<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="fr">
<id>${site.address(ATOM_PATH)}</id>
<title>${ATOM_TITLE}</title>
<subtitle>Les fiches que chaque version du registre a créées, modifiées ou supprimées.</subtitle>
<updated>${(versions[0]?.recordedAt ?? updatedAt).toISOString()}</updated>
<author><name>${SITE_NAME}</name><uri>${site.address('/')}</uri></author>
<rights>${LICENCE.title}</rights>
<link rel="self" type="${ATOM_TYPE}" href="${site.address(ATOM_PATH)}"/>
<link rel="alternate" type="text/html" hreflang="fr" href="${site.address(CHANGEMENTS_PATH)}"/>
<link rel="license" href="${LICENCE.url}"/>
${entries}</feed>
`;
}

/** The first changes of a version, and the number of the others. */
function changeList({ total, changes }: ChangedVersion): Html {
  const more = total - changes.length;
  return html`<ul>${changes.map((change) => html`<li>${withoutControls(changeLine(change))}</li>`)}</ul>${
    more > 0 && html`<p>Et ${numberInFrench(more)}\u00a0${more < 2 ? 'autre changement' : 'autres changements'}.</p>`
  }`;
}

// XML 1.0 cannot represent these characters, not even escaped (section 2.2).
// biome-ignore lint/suspicious/noControlCharactersInRegex: this expression replaces control characters.
const NOT_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu;

function withoutControls(text: string): string {
  return text.replace(NOT_XML, '\ufffd');
}
