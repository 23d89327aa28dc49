import type { Page } from '../../graphql/connections/connectionType.ts';
import type { SliceArguments } from '../../graphql/connections/slice.ts';
import type { RequestContext } from '../../graphql/context.ts';
import type { Manifest, ManifestDataset, ManifestResource, ManifestTable } from '../exportsDirectory/manifest.ts';
import {
  LATEST,
  latestName,
  readManifest,
  releaseWrittenAt,
  resolveRelease,
} from '../exportsDirectory/releaseFiles.ts';
import { readIndex } from '../exportsDirectory/releaseIndex.ts';
import { modifiedAt, revisionOf } from '../exportsDirectory/releaseName.ts';
import type { Dataset, DatasetTable, Resource } from './Dataset.ts';
import { PagedComparisons } from './PagedComparisons.ts';
import { pageOfChanges, pageOfReleases, releaseOf } from './paginateReleases.ts';
import type { Release, ReleaseChange } from './Release.ts';

export interface ReleasesContext extends RequestContext {
  readonly releases: Releases;
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
  readonly #comparisons: PagedComparisons;
  #cached: { name: string; writtenAt: number | null; release: Promise<LatestRelease> } | null = null;

  constructor(directory: string, publicUrl: string) {
    this.#directory = directory;
    this.#publicUrl = publicUrl;
    this.#comparisons = new PagedComparisons(directory);
  }

  /** The latest release; null before the first one. Throws if the release can't be read. */
  async latest(): Promise<LatestRelease | null> {
    const name = await latestName(this.#directory);
    if (name === null) return null;
    const writtenAt = await releaseWrittenAt(this.#directory, name);
    if (this.#cached?.name !== name || this.#cached.writtenAt !== writtenAt)
      this.#cached = { name, writtenAt, release: this.#read(name) };
    const { release } = this.#cached;
    try {
      return await release;
    } catch (error) {
      this.#cached = null;
      throw error;
    }
  }

  /** The datasets of the latest release; empty without a release. */
  async datasets(): Promise<readonly Dataset[]> {
    return (await this.latest())?.datasets ?? [];
  }

  /** A page of the releases, newest first. */
  list(page: SliceArguments): Promise<Page<Release>> {
    return pageOfReleases(this.#directory, this.#publicUrl, page);
  }

  /** The release with a name, or the latest one for `latest`; null if the index does not list it. */
  async find(name: string): Promise<Release | null> {
    const wanted = await resolveRelease(this.#directory, name);
    const entry = (await readIndex(this.#directory)).find((each) => each.name === wanted);
    return entry ? releaseOf(this.#publicUrl, entry) : null;
  }

  /** The changes of a release since another one, by name; by default since the previous one. */
  changes(name: string, page: SliceArguments, since: string | null): Promise<Page<ReleaseChange>> {
    return since === null ? pageOfChanges(this.#directory, name, page) : this.#comparisons.page(since, name, page);
  }

  async #read(name: string): Promise<LatestRelease> {
    const manifest = await readManifest(this.#directory, name);
    if (!manifest) throw new Error(`${this.#directory}/${LATEST} points to ${name}, which is not a release`);
    const instant = new Date(manifest.instant);
    const lastModified = modifiedAt(instant, revisionOf(name));
    const datasets = manifest.datasets.map((dataset) => this.#dataset(manifest, dataset, lastModified));
    return { name, version: manifest.version, instant, datasets };
  }

  #dataset(manifest: Manifest, dataset: ManifestDataset, lastModified: Date): Dataset {
    const { publisher, contactPoint } = manifest;
    const { slug, title, description, licence, frequency, tables, citation } = dataset;
    const sources = manifest.sources.filter(({ name }) => dataset.sources.includes(name));
    const publishedTables = tables.map((table) => this.#table(table, lastModified));
    const [first] = publishedTables;
    if (!first) throw new Error(`the dataset ${slug} has no table`);
    const resources = publishedTables.flatMap((table) => table.resources);
    const { rows, columns } = first;
    const provenance = { publisher, contactPoint, sources, citation };
    const described = { slug, title, description, licence, frequency, ...provenance };
    return { ...described, rows, columns, resources, tables: publishedTables };
  }

  #table({ resources, ...table }: ManifestTable, lastModified: Date): DatasetTable {
    return { ...table, resources: resources.map((resource) => this.#resource(resource, lastModified)) };
  }

  #resource(resource: ManifestResource, released: Date): Resource {
    const { title, format, mime, path, bytes, sha256 } = resource;
    const url = `${this.#publicUrl}/exports/${LATEST}/${path}`;
    const lastModified = resource.modified === undefined ? released : new Date(resource.modified);
    return { title, format, mime, url, filesize: bytes, checksum: { type: 'sha256', value: sha256 }, lastModified };
  }
}
