import { readIndex } from '../publishing/exportsDirectory/releaseIndex.ts';
import type { LatestRelease } from '../publishing/graphql/Releases.ts';
import { BETA_GOUV_PATH } from './betaGouv/betaGouvFiles.ts';
import { CHANGEMENTS_PATH, EXPLORER_PATH, EXPORTS_PATH, type Site } from './site/Site.ts';

/** A page that search engines may list. */
interface SitePage {
  readonly path: string;
  /** Left out if it is unknown. */
  readonly modified?: Date;
}

/** Every page of the site: `/sitemap.xml` lists them. Add a new page here. */
export async function sitePages(site: Site, release: LatestRelease | null): Promise<SitePage[]> {
  const modified = release?.instant;
  const releases = await readIndex(site.directory);
  return [
    { path: '/', modified },
    { path: '/donnees', modified },
    ...(release?.datasets ?? []).map(({ slug }) => ({ path: `/donnees/${slug}`, modified })),
    { path: CHANGEMENTS_PATH },
    ...(site.isOpen ? [{ path: EXPLORER_PATH }] : []),
    { path: BETA_GOUV_PATH },
    { path: EXPORTS_PATH, modified },
    ...releases.map(({ name, instant }) => ({ path: `${EXPORTS_PATH}${name}/`, modified: new Date(instant) })),
  ];
}
