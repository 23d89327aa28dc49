import type { Pool } from 'pg';
import { type ChangedVersion, latestVersions } from '../domain/changes/changedVersions.ts';
import { readerOn } from '../sql/reader.ts';
import { versionPath } from './changementsPage.ts';
import { changeLine, versionTitle } from './records/describeChange.ts';
import { atomFeed } from './site/atomFeed.ts';
import { numberInFrench } from './site/french.ts';
import { type Html, html } from './site/html.ts';
import { ATOM_PATH, ATOM_TITLE, CHANGEMENTS_PATH, type Site } from './site/Site.ts';
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

const DESCRIPTION = 'Les fiches que chaque version du registre a créées, modifiées ou supprimées.';

/** `/changements.atom`: the changes as a feed. */
export function changementsFeed(site: Site, { versions, updatedAt }: LatestChanges): string {
  return atomFeed(site, {
    path: ATOM_PATH,
    title: ATOM_TITLE,
    subtitle: DESCRIPTION,
    page: CHANGEMENTS_PATH,
    emptySince: updatedAt.toISOString(),
    entries: versions.map((version) => {
      const id = `${CHANGEMENTS_PATH}#v${version.version}`;
      const page = versionPath(version.version);
      const updated = version.recordedAt.toISOString();
      const text = { element: 'content', value: changeList(version) } as const;
      return { id, title: versionTitle(version), published: updated, updated, page, text };
    }),
  });
}

/** The first changes of a version, and the number of the others. */
function changeList({ total, changes }: ChangedVersion): Html {
  const more = total - changes.length;
  return html`<ul>${changes.map((change) => html`<li>${changeLine(change)}</li>`)}</ul>${
    more > 0 && html`<p>Et ${numberInFrench(more)}\u00a0${more < 2 ? 'autre changement' : 'autres changements'}.</p>`
  }`;
}
