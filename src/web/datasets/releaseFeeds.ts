import type { FastifyInstance } from 'fastify';
import { LRUCache } from 'lru-cache';
import { releaseWrittenAt, sha256 } from '../../publishing/exportsDirectory/releaseFiles.ts';
import { type IndexEntry, readIndex } from '../../publishing/exportsDirectory/releaseIndex.ts';
import { revisionOf } from '../../publishing/exportsDirectory/releaseName.ts';
import type { Dataset } from '../../publishing/graphql/Dataset.ts';
import type { Releases } from '../../publishing/graphql/Releases.ts';
import { atomFeed, type FeedEntry, sendFeed } from '../site/atomFeed.ts';
import { dayInFrench, typeset } from '../site/french.ts';
import { type Html, html } from '../site/html.ts';
import {
  DATASETS_PATH,
  datasetFeedPath,
  EXPORTS_PATH,
  RELEASES_FEED_PATH,
  RELEASES_FEED_TITLE,
  type Site,
} from '../site/Site.ts';
import { sendErrorPage } from '../site/sendPage.ts';
import { filesOfRelease } from './releaseFiles.ts';
import { newsOf, readNews, shownNews } from './releaseSections.ts';
import { unknownDatasetPage } from './unknownDatasetPage.ts';

/** Serves the feed of the releases, and one feed per dataset of the latest release. */
export function serveReleaseFeeds(app: FastifyInstance, site: Site, releases: Releases): void {
  const feeds = new LRUCache<string, string, () => Promise<string>>({
    max: MAX_CACHED,
    fetchMethod: (_key, _stale, { context: write }) => write(),
  });
  // The index has the checksum of each release, so that an erasure changes the key.
  const cached = async (path: string, write: (index: readonly IndexEntry[]) => Promise<string>) => {
    const index = await readIndex(site.directory);
    const key = sha256(JSON.stringify([path, (await releases.latest())?.name, index]));
    return (await feeds.fetch(key, { context: () => write(index) })) ?? write(index);
  };
  app.get(RELEASES_FEED_PATH, async (request, reply) =>
    sendFeed(request, reply, await cached(RELEASES_FEED_PATH, (index) => releasesFeed(site, index))),
  );
  app.get<{ Params: { slug: string } }>(datasetFeedPath(':slug'), async (request, reply) => {
    const { slug } = request.params;
    const datasets = await releases.datasets();
    const dataset = datasets.find((each) => each.slug === slug);
    if (!dataset) return sendErrorPage(reply, site, 404, unknownDatasetPage(site, slug, datasets));
    const text = await cached(datasetFeedPath(slug), (index) => datasetFeed(site, index, dataset));
    return sendFeed(request, reply, text);
  });
}

const MAX_CACHED = 32;
const MAX_ENTRIES = 20;

function releasesFeed(site: Site, index: readonly IndexEntry[]): Promise<string> {
  return feedOf(site, index, {
    path: RELEASES_FEED_PATH,
    page: DATASETS_PATH,
    title: RELEASES_FEED_TITLE,
    subtitle: 'Les publications du registre, avec les nouveautés de chaque version.',
    folder: '',
    select: (lines) => lines,
  });
}

/** The releases that changed a row of the dataset. */
function datasetFeed(site: Site, index: readonly IndexEntry[], dataset: Dataset): Promise<string> {
  const { slug, title } = dataset;
  return feedOf(site, index, {
    path: datasetFeedPath(slug),
    page: `${DATASETS_PATH}/${slug}`,
    title: typeset(title),
    subtitle: `Les publications qui ont changé le jeu de données « ${title} ».`,
    folder: `${slug}/`,
    select: (lines) => {
      const news = newsOf(dataset, lines);
      return news.some((line) => line.startsWith('- ')) ? news : null;
    },
  });
}

interface ReleaseFeed {
  readonly path: string;
  readonly page: string;
  readonly title: string;
  readonly subtitle: string;
  /** The folder in the releases that the feed describes. */
  readonly folder: string;
  /** Returns the news to show, from those of a release; null for a release without an entry. */
  readonly select: (lines: readonly string[]) => readonly string[] | null;
}

async function feedOf(site: Site, index: readonly IndexEntry[], feed: ReleaseFeed): Promise<string> {
  const entries: FeedEntry[] = [];
  for (const release of index) {
    if (entries.length === MAX_ENTRIES) break;
    const entry = await entryOf(site, release, feed);
    if (entry) entries.push(entry);
  }
  return atomFeed(site, { ...feed, subtitle: typeset(feed.subtitle), entries });
}

/** Null if the release is gone, does not contain the folder, or has nothing to show. */
async function entryOf(
  site: Site,
  { name, version, instant }: IndexEntry,
  { folder, select }: ReleaseFeed,
): Promise<FeedEntry | null> {
  const at = await releaseWrittenAt(site.directory, name);
  const files = await filesOfRelease(site, name);
  if (at === null || !files.some((path) => path.startsWith(folder))) return null;
  const lines = await readNews(site, name);
  const news = lines && select(lines);
  if (lines && !news) return null;
  const path = `${EXPORTS_PATH}${name}/${folder}`;
  const revision = revisionOf(name);
  return {
    id: path,
    title: `Version ${version} du registre, ${dayInFrench(new Date(instant))}${revision > 1 ? ` (révision ${revision})` : ''}`,
    published: instant,
    // The modification time of a release moves if an erasure rewrites it. File systems return fractions of a millisecond.
    updated: new Date(Math.round(at)).toISOString(),
    page: path,
    text: { element: 'summary', value: news ? html`${shownNews(site, name, news)}` : FIRST },
  };
}

const FIRST: Html = html`<p>Cette publication ne liste pas de changements, car aucune publication d’une version antérieure ne la précède.</p>`;
