import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Pool } from 'pg';
import type { ChangedVersion } from '../domain/changes/changedVersions.ts';
import { latestVersions } from '../domain/changes/changedVersions.ts';
import { answerToConditions } from '../server/http/conditions.ts';
import { etagOfBytes } from '../server/http/etag.ts';
import { readerOn } from '../sql/reader.ts';
import { ATOM_PATH, ATOM_TYPE, atomOf, CHANGEMENTS_PATH, listOf } from './atom.ts';
import { titleOf } from './changeWords.ts';
import { dayInFrench } from './french.ts';
import { html } from './html.ts';
import type { Page } from './layout.ts';
import { changedAtOf, OfOneVersion } from './OfOneVersion.ts';
import type { Site } from './site.ts';

const AT_MOST = { versions: 50, changes: 20 };

/** The latest versions that changed something public, worked out once for each version of the register. */
export function latestChanges(pool: Pool): OfOneVersion<Latest> {
  const reader = readerOn(pool);
  return new OfOneVersion(pool, async () => ({
    updatedAt: await changedAtOf(reader),
    versions: await latestVersions(reader, AT_MOST),
  }));
}

interface Latest {
  readonly versions: readonly ChangedVersion[];
  /** When the register was last changed. */
  readonly updatedAt: Date;
}

/** Sends the feed of changes, or 304 to whoever has it. */
export function sendAtom(request: FastifyRequest, reply: FastifyReply, site: Site, latest: Latest): FastifyReply {
  const text = atomOf(site, latest.versions, latest.updatedAt);
  reply.header('cache-control', 'public, max-age=60');
  return answerToConditions(request, reply, etagOfBytes(text)) ?? reply.type(`${ATOM_TYPE}; charset=utf-8`).send(text);
}

/** `/changements`: the same for people. */
export function changementsPage(site: Site, { versions }: Latest): Page {
  return {
    title: 'Changements',
    description: 'Ce que chaque version du registre a créé, modifié ou supprimé.',
    path: CHANGEMENTS_PATH,
    main: html`<h1>Changements</h1>
<p class="lead">Ce que les dernières versions du registre ont créé, modifié ou supprimé, la plus récente d’abord. À suivre aussi par le <a href="${site.link(ATOM_PATH)}">fil Atom</a>.</p>
${versions.length === 0 && html`<p>Rien n’a encore changé.</p>`}
${versions.map(
  (version) => html`<section aria-labelledby="v${version.version}">
<h2 id="v${version.version}">${titleOf(version)}</h2>
<p class="muted"><time datetime="${version.recordedAt.toISOString()}">${dayInFrench(version.recordedAt)}</time></p>
${listOf(version)}
</section>
`,
)}`,
  };
}
