import type { PageResult } from '../queries/PageServer.ts';
import { atomFeed, FEED_MEDIA_TYPE } from '../site/atomFeed.ts';
import type { PageAlternate } from '../site/layout.ts';
import { ATOM_TYPE, SITE_NAME, type Site } from '../site/Site.ts';
import type { ChangesOfRecord } from './changesSection.ts';
import { changeSentence, fieldInFrench, valueInFrench } from './describeChange.ts';

const EXTENSION = '.atom';

/** The slug in the path of a record, and whether its feed is requested: `mes-aides.atom`. */
export function requestedRecord({ slug = '' }: Readonly<Record<string, string>>): { slug: string; isFeed: boolean } {
  const isFeed = slug.endsWith(EXTENSION);
  return { slug: isFeed ? slug.slice(0, -EXTENSION.length) : slug, isFeed };
}

/** The feed of the changes of a record, for the head of its page. */
export function recordFeedLink(site: Site, path: string, name: string): PageAlternate {
  return { title: `Changements de ${name}`, mime: ATOM_TYPE, url: site.address(`${path}${EXTENSION}`) };
}

interface FedRecord {
  readonly name: string;
  readonly updatedAt: string;
  readonly changes: ChangesOfRecord;
}

/** The latest changes of a record as a feed. */
export function recordFeed(site: Site, path: string, { name, updatedAt, changes }: FedRecord): PageResult {
  const file = atomFeed(site, {
    path: `${path}${EXTENSION}`,
    title: `${name} — ${SITE_NAME}`,
    page: path,
    emptySince: updatedAt,
    entries: changes.nodes.toReversed().map((change, at) => {
      return {
        id: `${path}#v${change.version}-${change.table.toLowerCase()}-${changes.totalCount - at}`,
        title: changeSentence({ ...change, table: change.table.toLowerCase() }),
        updated: change.recordedAt,
        page: `${path}#historique`,
        text: { element: 'content', value: fieldLines(change) },
      };
    }),
  });
  return { file, mediaType: FEED_MEDIA_TYPE };
}

function fieldLines({ table: code, fields }: ChangesOfRecord['nodes'][number]): string {
  const table = code.toLowerCase();
  const lines = fields.map(({ name, before, after }) => {
    const [previous, current] = [before, after].map((value) => valueInFrench(table, name, value ?? null));
    return `${fieldInFrench(table, name)}\u00a0: ${previous} → ${current}`;
  });
  return lines.join('\n');
}
