import type { Page } from '../../graphql/connections/connectionType.ts';
import type { PagingArguments } from '../../graphql/connections/slice.ts';
import type { RequestContext } from '../../graphql/context.ts';
import type { ManifestDataset, ManifestResource, ManifestTable } from '../exportsDirectory/manifest.ts';
import { LATEST, latestName, readManifest, releaseWrittenAt } from '../exportsDirectory/releaseFiles.ts';
import { modifiedAt, revisionOf } from '../exportsDirectory/releaseName.ts';
import type { Dataset, DatasetTable, Resource } from './Dataset.ts';
import { listReleases, pageOfChanges, pageOfReleases } from './paginateReleases.ts';
import type { Release, ReleaseChange } from './Release.ts';

export interface ReleasesContext extends RequestContext {
  readonly releases: Releases;
  /** The version of a time-travel query; none otherwise. */
  readonly asOf?: number | null;
}

export interface LatestRelease {
  readonly name: string;
  readonly version: number;
  readonly instant: Date;
  readonly datasets: readonly Dataset[];
}

/** Reads releases. The latest release is cached until another release becomes the latest, or an erasure rewrites it. */
export class Releases {
  readonly #directory: string;
  readonly #publicUrl: string;
  #cached: { name: string; writtenAt: number | null; release: Promise<LatestRelease> } | null = null;

  constructor(directory: string, publicUrl: string) {
    this.#directory = directory;
    this.#publicUrl = publicUrl;
  }

  /** The latest release; null before the first one. Throws if the release can't be read. */
  async latest(): Promise<LatestRelease | null> {
    const name = await latestName(this.#directory);
    if (name === null) return null;
    const writtenAt = await releaseWrittenAt(this.#directory, name);
    if (this.#cached?.name !== name || this.#cached.writtenAt !== writtenAt)
      this.#cached = { name, writtenAt, release: this.#read(name, LATEST) };
    const { release } = this.#cached;
    try {
      return await release;
    } catch (error) {
      this.#cached = null;
      throw error;
    }
  }

  /** The datasets of the latest release, among all releases or those up to a version; empty without such a release. */
  async datasets(maxVersion: number | null = null): Promise<readonly Dataset[]> {
    const latest = await this.latest();
    if (!latest || maxVersion === null || latest.version <= maxVersion) return latest?.datasets ?? [];
    const releases = await listReleases(this.#directory, this.#publicUrl);
    const last = releases.find(({ version }) => version <= maxVersion);
    return last ? (await this.#read(last.name, last.name)).datasets : [];
  }

  /** A page of the releases, newest first: all, or those up to a version. */
  list(page: PagingArguments, maxVersion: number | null = null): Promise<Page<Release>> {
    return pageOfReleases(this.#directory, this.#publicUrl, page, maxVersion);
  }

  changes(name: string, page: PagingArguments): Promise<Page<ReleaseChange>> {
    return pageOfChanges(this.#directory, name, page);
  }

  /** @param path the folder of its files under `/exports`: its own name, or `latest`. */
  async #read(name: string, path: string): Promise<LatestRelease> {
    const manifest = await readManifest(this.#directory, name);
    if (!manifest) throw new Error(`${this.#directory}/${LATEST} points to ${name}, which is not a release`);
    const instant = new Date(manifest.instant);
    const lastModified = modifiedAt(instant, revisionOf(name));
    const datasets = manifest.datasets.map((dataset) => this.#dataset(dataset, path, lastModified));
    return { name, version: manifest.version, instant, datasets };
  }

  #dataset(dataset: ManifestDataset, folder: string, lastModified: Date): Dataset {
    const { slug, title, description, licence, frequency, tables } = dataset;
    const publishedTables = tables.map((table) => this.#table(table, folder, lastModified));
    const [first] = publishedTables;
    if (!first) throw new Error(`the dataset ${slug} has no table`);
    const resources = publishedTables.flatMap((table) => table.resources);
    const { rows, columns } = first;
    return { slug, title, description, licence, frequency, rows, columns, resources, tables: publishedTables };
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
