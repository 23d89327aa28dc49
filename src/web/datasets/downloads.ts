import type { Manifest, ManifestResource } from '../../publishing/exportsDirectory/manifest.ts';
import { LATEST, readManifest } from '../../publishing/exportsDirectory/releaseFiles.ts';
import type { DatasetTable } from '../../publishing/graphql/Dataset.ts';
import { counted, sizeInFrench } from '../site/french.ts';
import { type Html, html } from '../site/html.ts';
import type { Site } from '../site/Site.ts';

/** The files of a table. */
export function tableFiles(site: Site, dataset: string, table: DatasetTable): Html {
  return fileList(site, downloadable(dataset, table));
}

function downloadable(dataset: string, { resources }: DatasetTable): DownloadableFile[] {
  return resources.map(({ title, format, url, filesize, checksum }) => ({
    path: `${dataset}/${url.slice(url.lastIndexOf('/') + 1)}`,
    // The title distinguishes two files with the same format: "Startups d’État (CSV pour tableur)".
    kind: /\(([^()]+)\)$/.exec(title)?.[1] ?? format.toUpperCase(),
    bytes: filesize,
    sha256: checksum.value,
  }));
}

/** The other files of a dataset, such as its dictionary, or of the whole release, such as its catalogues; null for none. */
export async function otherFiles(
  site: Site,
  release: string,
  select: (manifest: Manifest) => readonly ManifestResource[],
): Promise<Html | null> {
  const manifest = await readManifest(site.directory, release);
  const files = manifest ? select(manifest).map((file) => ({ ...file, kind: file.title })) : [];
  return files.length === 0 ? null : fileList(site, files);
}

type DownloadableFile = Pick<ManifestResource, 'path' | 'bytes' | 'sha256'> & { readonly kind: string };

function fileList(site: Site, files: readonly DownloadableFile[]): Html {
  return html`<ul class="files">${files.map(
    ({ path, kind, bytes }) => html`
<li><a href="${site.link(`/exports/${LATEST}/${path}`)}">${path.slice(path.indexOf('/') + 1)}</a> <span class="muted">${kind}, ${sizeInFrench(bytes)}</span></li>`,
  )}
</ul>`;
}

/** The checksums of the files of a dataset, which the reader opens. */
export function checksums(dataset: string, tables: readonly DatasetTable[]): Html {
  const files = tables.flatMap((table) => downloadable(dataset, table));
  return html`<details><summary>${counted(files.length, 'empreinte')} SHA-256</summary>
<ul class="files">${files.map(
    ({ path, sha256 }) => html`
<li>${path.slice(path.indexOf('/') + 1)} <span class="sum"><code>${sha256}</code></span></li>`,
  )}
</ul></details>`;
}
