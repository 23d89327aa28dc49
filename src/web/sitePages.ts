import { readIndex } from '../publishing/exportsDirectory/releaseIndex.ts';
import type { LatestRelease } from '../publishing/graphql/Releases.ts';
import type { Reader } from '../sql/reader.ts';
import { join, literal, raw, sql } from '../sql/sql.ts';
import { BETA_GOUV_PATH } from './betaGouv/betaGouvFiles.ts';
import { FIGURE_SLUGS, FIGURES_PATH } from './figures/Figure.ts';
import { LIST_OF_KIND, LISTS } from './lists/lists.ts';
import { LEGAL_PATHS } from './site/legalPages.ts';
import { CHANGEMENTS_PATH, EXPLORER_PATH, EXPORTS_PATH, type Site } from './site/Site.ts';

/** A page that search engines may list. */
export interface SitePage {
  readonly path: string;
  /** Left out if it is unknown. */
  readonly modified?: Date;
}

/** Every page of the site: `/sitemap.xml` lists them. Add a new page here. */
export async function sitePages(site: Site, reader: Reader, release: LatestRelease | null): Promise<SitePage[]> {
  const modified = release?.instant;
  const releases = await readIndex(site.directory);
  return [
    { path: '/', modified },
    ...LISTS.map(({ path }) => ({ path })),
    ...[FIGURES_PATH, ...FIGURE_SLUGS.map((slug) => `${FIGURES_PATH}/${slug}`)].map((path) => ({ path })),
    { path: '/donnees', modified },
    ...(release?.datasets ?? []).map(({ slug }) => ({ path: `/donnees/${slug}`, modified })),
    { path: CHANGEMENTS_PATH },
    ...(site.isOpen ? [{ path: EXPLORER_PATH }] : []),
    { path: BETA_GOUV_PATH },
    ...Object.values(LEGAL_PATHS).map((path) => ({ path })),
    { path: EXPORTS_PATH, modified },
    ...releases.map(({ name, instant }) => ({ path: `${EXPORTS_PATH}${name}/`, modified: new Date(instant) })),
    ...(await recordPages(reader)),
  ];
}

/** The pages of all records, read in one statement. */
async function recordPages(reader: Reader): Promise<SitePage[]> {
  const each = Object.entries(LIST_OF_KIND).map(
    ([kind, { path }]) =>
      sql`SELECT ${literal(`${path}/`)} AS folder, slug, updated_at FROM ${raw(kind.toLowerCase())}`,
  );
  const found = await reader.rows<{ folder: string; slug: string; modified: Date }>(
    sql`SELECT r.folder, r.slug, r.updated_at AS modified FROM (${join(each, ' UNION ALL ')}) r ORDER BY r.folder, r.slug`,
  );
  return found.map(({ folder, slug, modified }) => ({ path: `${folder}${encodeURIComponent(slug)}`, modified }));
}
