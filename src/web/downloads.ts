import type { DatasetTable, Resource } from '../publishing/datasets/Dataset.ts';
import type { Manifest, ManifestResource } from '../publishing/releases/manifest.ts';
import { LATEST, readManifest } from '../publishing/releases/releaseFiles.ts';
import { type Html, html } from './html.ts';
import type { Site } from './site.ts';
import { sizeInFrench } from './size.ts';

/** The files of a table. */
export function downloads(site: Site, dataset: string, { resources }: DatasetTable): Html {
  const files = resources.map((resource) => ({
    path: `${dataset}/${resource.url.slice(resource.url.lastIndexOf('/') + 1)}`,
    kind: kindOf(resource),
    bytes: resource.filesize,
    sha256: resource.checksum.value,
  }));
  return listOf(site, files);
}

/** What stands beside the tables: of a dataset, its dictionary…; of the whole release, its catalogues… */
export async function documents(
  site: Site,
  release: string,
  those: (manifest: Manifest) => readonly ManifestResource[],
): Promise<Html | null> {
  const manifest = await readManifest(site.directory, release);
  const files = manifest ? those(manifest).map((file) => ({ ...file, kind: file.title })) : [];
  return files.length === 0 ? null : listOf(site, files);
}

interface File {
  /** Within the release. */
  readonly path: string;
  readonly kind: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** Each with its size and its checksum. */
function listOf(site: Site, files: readonly File[]): Html {
  return html`<ul class="files">${files.map(
    ({ path, kind, bytes, sha256 }) => html`
<li><a href="${site.link(`/exports/${LATEST}/${path}`)}">${path.slice(path.indexOf('/') + 1)}</a> <span class="muted">${kind}, ${sizeInFrench(bytes)}</span>
<span class="sum"><abbr title="Empreinte SHA-256 du fichier">sha256</abbr> <code>${sha256}</code></span></li>`,
  )}
</ul>`;
}

/** From its title, « Startups d’État (CSV pour tableur) », which tells files of one format apart. */
function kindOf({ title, format }: Resource): string {
  return /\(([^()]+)\)$/.exec(title)?.[1] ?? format.toUpperCase();
}
