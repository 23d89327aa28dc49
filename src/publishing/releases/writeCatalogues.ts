import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { Table } from '../../openData/table.ts';
import { type PackagedFile, toDataPackage } from '../../openData/toDataPackage.ts';
import { type DescribedTable, toTableSchema } from '../../openData/toTableSchema.ts';
import { COLLECTION, LICENCE, TABLES } from '../catalogue.ts';
import type { Manifest, ManifestResource } from '../exportsDirectory/manifest.ts';
import { prettyJson, writeTextFile } from '../exportsDirectory/outputFile.ts';
import { type IntactRelease, readFileIfExists, temporaryName } from '../exportsDirectory/releaseFiles.ts';
import { modifiedAt, revisionOf } from '../exportsDirectory/releaseName.ts';
import type { DatasetSource, Provenance } from '../provenance.ts';
import { describedChanges } from '../releaseDiff/changesTable.ts';
import { CATALOGUE_FILES, catalogueTexts } from './toDcatCatalogue.ts';

interface PackagedRelease extends Pick<Manifest, 'version' | 'datasets'> {
  readonly provenance: Provenance;
  readonly sources: readonly DatasetSource[];
  readonly modified: Date;
  /** The documents at the root that are already written. */
  readonly documents: readonly ManifestResource[];
}

/** Writes the Data Package at the root of a release. */
export async function writeDataPackage(root: string, release: PackagedRelease): Promise<ManifestResource> {
  const path = 'datapackage.json';
  const title = 'Data Package';
  const text = prettyJson(dataPackageOf(release));
  return {
    title,
    description: `${COLLECTION.title} : ${title}.`,
    type: 'documentation',
    format: 'json',
    mime: 'application/json',
    path,
    ...(await writeTextFile(join(root, path), text, release.modified)),
  };
}

/** Writes the DCAT catalogues of a release whose files have another public URL, or that has none yet. */
export async function refreshCatalogues(
  directory: string,
  { name, manifest }: IntactRelease,
  publicUrl: string,
): Promise<void> {
  const texts = await catalogueTexts({ name, manifest, publicUrl, folder: name });
  for (const file of CATALOGUE_FILES) {
    const path = join(directory, name, file);
    if ((await readFileIfExists(path)) === texts[file]) continue;
    // In the exports directory, where the next export removes it after a crash.
    const temporary = join(directory, temporaryName(file));
    await writeTextFile(temporary, texts[file], modifiedAt(new Date(manifest.instant), revisionOf(name)));
    await rename(temporary, path);
  }
}

function dataPackageOf({ version, modified, datasets, documents, provenance, sources }: PackagedRelease): object {
  const tables = datasets.flatMap((dataset) => dataset.tables);
  return toDataPackage({
    ...COLLECTION,
    version: String(version),
    created: modified.toISOString(),
    licence: LICENCE,
    ...provenance,
    sources,
    keywords: [...new Set(datasets.flatMap(({ keywords }) => keywords))],
    files: [
      ...TABLES.flatMap((table) =>
        packagedFile(table, tables.find(({ name }) => name === table.name)?.resources ?? []),
      ),
      ...packagedFile({ ...describedChanges, foreignKeys: [] }, documents),
    ],
  });
}

/** The entry of a table: none if its CSV is missing. */
function packagedFile(
  table: DescribedTable & Pick<Table, 'foreignKeys'>,
  resources: readonly ManifestResource[],
): PackagedFile[] {
  const csv = resources.find(({ path }) => path.endsWith(`${table.name}.csv`));
  if (!csv) return [];
  const { name, title, description, foreignKeys } = table;
  const { path, bytes, sha256, modified } = csv;
  return [{ name, title, description, path, bytes, sha256, modified, schema: toTableSchema(table), foreignKeys }];
}
