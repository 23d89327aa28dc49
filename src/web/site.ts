import { join } from 'node:path';
import { readIfThere } from '../publishing/releases/releaseFiles.ts';

export const SITE_NAME = 'Registre des services numériques de l’État';

/** What the pages know of the installation. */
export class Site {
  /** PUBLIC_URL, for whoever cites a page from elsewhere. Never made of what a request says. */
  readonly publicUrl: string;
  /** The path of PUBLIC_URL: what links within the site begin with. */
  readonly base: string;
  /** Where the releases are. */
  readonly directory: string;
  /** Whether anyone may ask anything: where only trusted documents are answered, there is nothing to try. */
  readonly isOpen: boolean;

  constructor({ publicUrl, directory, isOpen = true }: { publicUrl: string; directory: string; isOpen?: boolean }) {
    this.publicUrl = publicUrl;
    this.base = new URL(publicUrl).pathname.replace(/\/$/, '');
    this.directory = directory;
    this.isOpen = isOpen;
  }

  /** A path of the site, as a link within it. */
  link(path: string): string {
    return `${this.base}${path}`;
  }

  /** A path of the site, as a reference from anywhere. */
  address(path: string): string {
    return `${this.publicUrl}${path}`;
  }

  /** A small file of a release; null when it is not there. */
  file(release: string, path: string): Promise<string | null> {
    return readIfThere(join(this.directory, release, path));
  }
}
