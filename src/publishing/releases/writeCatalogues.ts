import { join } from 'node:path';
import { toJsonLd, toTurtle } from '../../openData/rdf.ts';
import { type PackagedFile, toDataPackage } from '../../openData/toDataPackage.ts';
import { type DcatDataset, toDcat } from '../../openData/toDcat.ts';
import { CATALOGUE, COLLECTION, EU_FREQUENCIES, LICENCE } from '../catalogue.ts';
import type { Manifest, ManifestDataset, ManifestResource } from '../exportsDirectory/manifest.ts';
import { prettyJson, writeTextFile } from '../exportsDirectory/outputFile.ts';
import { LATEST } from '../exportsDirectory/releaseFiles.ts';
import type { DatasetSource, Provenance } from '../provenance.ts';
import { CHANGES } from '../releaseDiff/writeChanges.ts';
import { temporalCoverage } from './toDatasetJson.ts';

interface CatalogueRelease extends Pick<Manifest, 'version' | 'referenceDay' | 'previous' | 'datasets'> {
  readonly publicUrl: string;
  readonly provenance: Provenance;
  readonly sources: readonly DatasetSource[];
  readonly modified: Date;
}

interface PackagedRelease extends CatalogueRelease {
  /** The documents at the root that are already written. */
  readonly documents: readonly ManifestResource[];
}

/** Writes the Data Package of a release. */
export function writeDataPackage(root: string, release: PackagedRelease): Promise<ManifestResource> {
  const text = prettyJson(dataPackageOf(release));
  return writeCatalogue(root, release, 'datapackage.json', text, ['Data Package', 'json', 'application/json']);
}

/** Writes the DCAT graph of a release, as JSON-LD and as Turtle. */
export async function writeCatalogues(root: string, release: CatalogueRelease): Promise<ManifestResource[]> {
  const quads = toDcat(dcatOf(release));
  const jsonLd = ['catalogue DCAT en JSON-LD', 'jsonld', 'application/ld+json'] as const;
  const turtle = ['catalogue DCAT en Turtle', 'ttl', 'text/turtle'] as const;
  return [
    await writeCatalogue(root, release, 'catalog.jsonld', toJsonLd(quads), jsonLd),
    await writeCatalogue(root, release, 'catalog.ttl', await toTurtle(quads), turtle),
  ];
}

async function writeCatalogue(
  root: string,
  { modified }: CatalogueRelease,
  path: string,
  text: string,
  [title, format, mime]: readonly [title: string, format: string, mime: string],
): Promise<ManifestResource> {
  const description = `${COLLECTION.title} : ${title}.`;
  const digest = await writeTextFile(join(root, path), text, modified);
  return { title, description, type: 'documentation', format, mime, path, ...digest };
}

function dataPackageOf(release: PackagedRelease): object {
  const { version, modified, datasets, documents, provenance, sources } = release;
  const files = datasets.flatMap(({ tables }) => tables).flatMap((table) => packagedFile(table, table.resources));
  const csv = documents.find(({ path }) => path === `${CHANGES}.csv`);
  const changes = { name: CHANGES, title: 'Changements', description: csv?.description ?? '' };
  return toDataPackage({
    ...COLLECTION,
    version: String(version),
    created: modified.toISOString(),
    licence: LICENCE,
    ...provenance,
    sources,
    keywords: [...new Set(datasets.flatMap(({ keywords }) => keywords))],
    files: [...files, ...packagedFile(changes, documents)],
  });
}

/** The entry of a table: none if its CSV or its Table Schema is missing. */
function packagedFile(
  { name, title, description }: Pick<PackagedFile, 'name' | 'title' | 'description'>,
  resources: readonly ManifestResource[],
): PackagedFile[] {
  const csv = resources.find(({ path }) => path.endsWith(`${name}.csv`));
  const schema = resources.find(({ path }) => path.endsWith('.schema.json'));
  if (!csv || !schema) return [];
  const { path, bytes, sha256 } = csv;
  return [{ name, title, description, path, bytes, sha256, schema: schema.path }];
}

function dcatOf(release: CatalogueRelease) {
  const { publicUrl, version, previous, modified, datasets } = release;
  const previousUrl = previous && `${publicUrl}/exports/${previous.name}`;
  return {
    iri: `${publicUrl}/exports/${LATEST}/catalog.jsonld`,
    homepage: `${publicUrl}/`,
    title: COLLECTION.title,
    description: COLLECTION.description,
    licence: LICENCE.url,
    ...release.provenance,
    version: String(version),
    previous: previousUrl && `${previousUrl}/catalog.jsonld`,
    modified: modified.toISOString(),
    datasets: datasets.map((dataset) => dcatDatasetOf(release, dataset, previousUrl)),
  };
}

function dcatDatasetOf(release: CatalogueRelease, dataset: ManifestDataset, previousUrl: string | null): DcatDataset {
  const { publicUrl, version, referenceDay, modified } = release;
  const { slug, title, description, keywords, tables } = dataset;
  const latest = `${publicUrl}/exports/${LATEST}`;
  return {
    iri: `${publicUrl}/donnees/${slug}`,
    title,
    description,
    keywords,
    frequency: EU_FREQUENCIES[CATALOGUE.find((each) => each.slug === slug)?.frequency ?? 'irregular'],
    temporal: temporalCoverage(tables, referenceDay),
    dictionary: `${latest}/${slug}/README.md`,
    version: String(version),
    previous: previousUrl && `${previousUrl}/${slug}/dataset.json`,
    modified: modified.toISOString(),
    distributions: tables.flatMap(({ name, resources }) =>
      resources
        .filter(({ type }) => type === 'main' || type === 'other')
        .map((resource) => ({
          url: `${latest}/${resource.path}`,
          title: resource.path.slice(slug.length + 1),
          description: resource.description,
          format: resource.format === 'csv' ? ('CSV' as const) : ('JSON' as const),
          mediaType: resource.mime,
          bytes: resource.bytes,
          sha256: resource.sha256,
          schema: resource.type === 'main' ? `${latest}/${slug}/${name}.schema.json` : null,
        })),
    ),
  };
}
