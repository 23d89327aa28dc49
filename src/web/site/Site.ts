import { join } from 'node:path';
import { readFileIfExists } from '../../publishing/exportsDirectory/releaseFiles.ts';

export const SITE_NAME = 'Registre des services numériques de l’État';

/** The path of the API, and of the explorer, to which it redirects browsers. */
export const API_PATH = '/graphql';
export const EXPLORER_PATH = '/explorer';

/** The path of the releases. */
export const EXPORTS_PATH = '/exports/';

/** The paths of the changes of the register as a page and as a feed. */
export const CHANGEMENTS_PATH = '/changements';
export const ATOM_PATH = '/changements.atom';
export const ATOM_TITLE = `Changements — ${SITE_NAME}`;
export const ATOM_TYPE = 'application/atom+xml';

/** The paths of the datasets and of the feeds of releases. */
export const DATASETS_PATH = '/donnees';
export const RELEASES_FEED_PATH = `${EXPORTS_PATH}releases.atom`;
export const RELEASES_FEED_TITLE = `Publications — ${SITE_NAME}`;
export const datasetFeedPath = (slug: string) => `${DATASETS_PATH}/${slug}.atom`;

export interface SiteOptions {
  /** PUBLIC_URL without a trailing slash. */
  readonly publicUrl: string;
  /** EXPORTS_DIR. */
  readonly directory: string;
  /** Whether clients may send any document (the default), or only trusted documents. */
  readonly isOpen?: boolean;
  /** CSS rules that follow the style sheet of the pages; default: none. */
  readonly theme?: string;
}

/** The addresses of the site, and the directory of its releases. */
export class Site {
  readonly publicUrl: string;
  readonly directory: string;
  readonly isOpen: boolean;
  readonly theme: string;
  readonly #base: string;

  constructor({ publicUrl, directory, isOpen = true, theme = '' }: SiteOptions) {
    this.publicUrl = publicUrl;
    this.directory = directory;
    this.isOpen = isOpen;
    this.theme = theme;
    this.#base = new URL(publicUrl).pathname.replace(/\/$/, '');
  }

  /** A link within the site, under the path of PUBLIC_URL. */
  link(path: string): string {
    return `${this.#base}${path}`;
  }

  /** An absolute URL. It does not depend on the Host header of the request. */
  address(path: string): string {
    return `${this.publicUrl}${path}`;
  }

  /** A small file of a release; null when it does not exist. */
  file(release: string, path: string): Promise<string | null> {
    return readFileIfExists(join(this.directory, release, path));
  }
}
