import type { ForwardArguments } from '../../graphql/connections/pageArguments.ts';
import type { RequestContext } from '../../graphql/context.ts';
import type { ManifestDataset, ManifestResource, ManifestTable } from '../exportsDirectory/manifest.ts';
import { LATEST, latestName, readManifest, releaseWrittenAt } from '../exportsDirectory/releaseFiles.ts';
import { modifiedAt, revisionOf } from '../exportsDirectory/releaseName.ts';
import type { Dataset, DatasetTable, Resource } from './Dataset.ts';
import type { PublishedRelease, ReleaseChanges } from './PublishedRelease.ts';
import { listReleases, readChanges } from './releaseHistory.ts';

export interface ReleasesContext extends RequestContext {
  readonly releases: Releases;
  /** The version of the past that is asked about; none in the present. */
  readonly asOf?: number | null;
}

export interface LatestRelease {
  readonly name: string;
  readonly version: number;
  readonly instant: Date;
  readonly datasets: readonly Dataset[];
}

/** Knows the latest release, and reads it again only when another one becomes the latest, or when it was written again. */
export class Releases {
  readonly #directory: string;
  readonly #publicUrl: string;
  #known: { name: string; at: number | null; release: Promise<LatestRelease> } | null = null;

  constructor(directory: string, publicUrl: string) {
    this.#directory = directory;
    this.#publicUrl = publicUrl;
  }

  /** Null before the first release. A release that can't be read is an error, not an absence. */
  async latest(): Promise<LatestRelease | null> {
    const name = await latestName(this.#directory);
    if (name === null) return null;
    const at = await releaseWrittenAt(this.#directory, name);
    if (this.#known?.name !== name || this.#known.at !== at)
      this.#known = { name, at, release: this.#read(name, LATEST) };
    const { release } = this.#known;
    try {
      return await release;
    } catch (error) {
      this.#known = null;
      throw error;
    }
  }

  /** The datasets of the latest release, of all or of those up to a version; none before the first. */
  async datasets(upTo: number | null = null): Promise<readonly Dataset[]> {
    const latest = await this.latest();
    if (!latest || upTo === null || latest.version <= upTo) return latest?.datasets ?? [];
    const [last] = await this.list({ first: 1 }, upTo);
    return last ? (await this.#read(last.name, last.name)).datasets : [];
  }

  /** The releases, newest first: all, or those up to a version. */
  list(page: ForwardArguments, upTo: number | null = null): Promise<PublishedRelease[]> {
    return listReleases(this.#directory, this.#publicUrl, page, upTo);
  }

  changes(name: string, page: ForwardArguments): Promise<ReleaseChanges> {
    return readChanges(this.#directory, name, page);
  }

  /** @param path where its files are found under `/exports`: under its own name, or as the latest. */
  async #read(name: string, path: string): Promise<LatestRelease> {
    const manifest = await readManifest(this.#directory, name);
    if (!manifest) throw new Error(`${this.#directory}/${LATEST} leads to ${name}, which holds no release`);
    const instant = new Date(manifest.instant);
    const lastModified = modifiedAt(instant, revisionOf(name));
    const datasets = manifest.datasets.map((dataset) => this.#dataset(dataset, path, lastModified));
    return { name, version: manifest.version, instant, datasets };
  }

  #dataset(dataset: ManifestDataset, folder: string, lastModified: Date): Dataset {
    const { slug, title, description, licence, frequency, tables } = dataset;
    const shown = tables.map((table) => this.#table(table, folder, lastModified));
    const [first] = shown;
    if (!first) throw new Error(`the dataset ${slug} has no table`);
    const resources = shown.flatMap((table) => table.resources);
    const { rows, columns } = first;
    return { slug, title, description, licence, frequency, rows, columns, resources, tables: shown };
  }

  #table({ resources, ...table }: ManifestTable, folder: string, lastModified: Date): DatasetTable {
    return { ...table, resources: resources.map((resource) => this.#resource(resource, folder, lastModified)) };
  }

  #resource(resource: ManifestResource, folder: string, lastModified: Date): Resource {
    const { title, format, mime, path, bytes, sha256 } = resource;
    const url = `${this.#publicUrl}/exports/${folder}/${path}`;
    return { title, format, mime, url, filesize: bytes, checksum: { type: 'sha256', value: sha256 }, lastModified };
  }
}
