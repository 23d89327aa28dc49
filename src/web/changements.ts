import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Pool } from 'pg';
import { answerToConditions } from '../api/http/conditions.ts';
import { etagOfBytes } from '../api/http/etag.ts';
import type { ChangedVersion } from '../domain/changes/changedVersions.ts';
import { latestVersions } from '../domain/changes/changedVersions.ts';
import { readerOn } from '../foundation/reader.ts';
import { ATOM_PATH, ATOM_TYPE, atomOf, CHANGEMENTS_PATH, listOf } from './atom.ts';
import { titleOf } from './changeWords.ts';
import { dayInFrench } from './french.ts';
import { html } from './html.ts';
import type { Page } from './layout.ts';
import type { Site } from './site.ts';

const AT_MOST = { versions: 50, changes: 20 };

/** The latest versions that changed something public, worked out once for each version of the register. */
export class Changements {
  readonly #pool: Pool;
  #known: { stamp: string; latest: Promise<Latest> } | null = null;

  constructor(pool: Pool) {
    this.#pool = pool;
  }

  async latest(): Promise<Latest> {
    const { stamp, updatedAt } = await stampOf(this.#pool);
    if (this.#known?.stamp !== stamp) this.#known = { stamp, latest: this.#read(updatedAt) };
    return this.#known.latest;
  }

  async #read(updatedAt: Date): Promise<Latest> {
    try {
      return { updatedAt, versions: await latestVersions(readerOn(this.#pool), AT_MOST) };
    } catch (error) {
      this.#known = null;
      throw error;
    }
  }
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

// An erasure changes what versions are remembered to have changed, and is no version.
async function stampOf(pool: Pool): Promise<{ stamp: string; updatedAt: Date }> {
  const { rows } = await pool.query<{ version: number; updatedAt: Date; erasures: number }>(
    `SELECT version, updated_at AS "updatedAt", (SELECT count(*)::int FROM tombstone) AS erasures FROM register`,
  );
  const [register] = rows;
  if (!register) throw new Error('the register has no version');
  return { stamp: `${register.version} ${register.erasures}`, updatedAt: register.updatedAt };
}
