import type { RequestContext } from '../../foundation/context.ts';
import type { ForwardArguments } from '../../foundation/pageArguments.ts';
import type { ManifestDataset, ManifestResource, ManifestTable } from '../files/manifest.ts';
import { modifiedAt, revisionOf } from '../files/releaseName.ts';
import { LATEST, latestName, readManifest } from '../files/releases.ts';
import type { Dataset, DatasetTable, Resource } from './Dataset.ts';
import type { PublishedRelease, ReleaseChanges } from './PublishedRelease.ts';
import { listReleases, readChanges } from './releaseHistory.ts';

/** What resolvers of the datasets ask of their context. */
export interface ReleasesContext extends RequestContext {
  readonly releases: Releases;
}

/** The latest release, as readers see it. */
export interface LatestRelease {
  readonly name: string;
  /** The version of the register that it tells. */
  readonly version: number;
  readonly instant: Date;
  readonly datasets: readonly Dataset[];
}

/** Knows the latest release, and reads it again only when another one becomes the latest. */
export class Releases {
  readonly #directory: string;
  readonly #publicUrl: string;
  #known: { name: string; release: Promise<LatestRelease> } | null = null;

  constructor(directory: string, publicUrl: string) {
    this.#directory = directory;
    this.#publicUrl = publicUrl;
  }

  /** Null before the first release. A release that can't be read is an error, not an absence. */
  async latest(): Promise<LatestRelease | null> {
    const name = await latestName(this.#directory);
    if (name === null) return null;
    if (this.#known?.name !== name) this.#known = { name, release: this.#read(name) };
    const { release } = this.#known;
    try {
      return await release;
    } catch (error) {
      this.#known = null;
      throw error;
    }
  }

  /** The datasets of the latest release; none before the first. */
  async datasets(): Promise<readonly Dataset[]> {
    return (await this.latest())?.datasets ?? [];
  }

  /** The releases, newest first. */
  list(page: ForwardArguments): Promise<PublishedRelease[]> {
    return listReleases(this.#directory, this.#publicUrl, page);
  }

  /** What a release of this name changed. */
  changes(name: string, page: ForwardArguments): Promise<ReleaseChanges> {
    return readChanges(this.#directory, name, page);
  }

  async #read(name: string): Promise<LatestRelease> {
    const manifest = await readManifest(this.#directory, name);
    if (!manifest) throw new Error(`${this.#directory}/${LATEST} leads to ${name}, which holds no release`);
    const instant = new Date(manifest.instant);
    const lastModified = modifiedAt(instant, revisionOf(name));
    const datasets = manifest.datasets.map((dataset) => this.#dataset(dataset, lastModified));
    return { name, version: manifest.version, instant, datasets };
  }

  #dataset({ slug, title, description, licence, frequency, tables }: ManifestDataset, lastModified: Date): Dataset {
    const shown = tables.map((table) => this.#table(table, lastModified));
    const [first] = shown;
    if (!first) throw new Error(`the dataset ${slug} has no table`);
    const resources = shown.flatMap((table) => table.resources);
    const { rows, columns } = first;
    return { slug, title, description, licence, frequency, rows, columns, resources, tables: shown };
  }

  #table({ resources, ...table }: ManifestTable, lastModified: Date): DatasetTable {
    return { ...table, resources: resources.map((resource) => this.#resource(resource, lastModified)) };
  }

  #resource({ title, format, mime, path, bytes, sha256 }: ManifestResource, lastModified: Date): Resource {
    const url = `${this.#publicUrl}/exports/${LATEST}/${path}`;
    return { title, format, mime, url, filesize: bytes, checksum: { type: 'sha256', value: sha256 }, lastModified };
  }
}
