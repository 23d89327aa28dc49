import type { DcatCatalogue, DcatDataset, DcatDistribution } from '../../openData/toDcat.ts';
import { uncapitalized } from '../../values/text.ts';
import { CATALOGUE, COLLECTION, EU_FREQUENCIES, LICENCE, THEME } from '../catalogue.ts';
import type { Manifest, ManifestDataset } from '../exportsDirectory/manifest.ts';
import { LATEST } from '../exportsDirectory/releaseFiles.ts';
import { modifiedAt, revisionOf } from '../exportsDirectory/releaseName.ts';
import { type PublishedResource, publishedDescription, publishedResources } from './toDatasetJson.ts';

/** A release as a server publishes it. */
interface PublishedRelease {
  readonly name: string;
  readonly manifest: Manifest;
  readonly publicUrl: string;
  /** The folder of the described files: the name of the release, or `latest`. */
  readonly folder: string;
}

/**
 * The DCAT catalogues of a release, by file name. They hold the public URL of the server, which is not content: they are not in
 * SHA256SUMS, and a server writes them again when its URL changes. In the folder of the release, they describe the frozen files; in
 * `latest`, permanent URLs.
 */
export async function catalogueTexts(release: PublishedRelease): Promise<Readonly<Record<CatalogueFile, string>>> {
  // They load n3, which a server needs only here.
  const [{ toDcat }, { toJsonLd, toTurtle }] = await Promise.all([
    import('../../openData/toDcat.ts'),
    import('../../openData/rdf.ts'),
  ]);
  const quads = toDcat(toDcatCatalogue(release));
  return { 'catalog.jsonld': toJsonLd(quads), 'catalog.ttl': await toTurtle(quads) };
}

export const CATALOGUE_FILES = ['catalog.jsonld', 'catalog.ttl'] as const;
export type CatalogueFile = (typeof CATALOGUE_FILES)[number];

export function toDcatCatalogue(release: PublishedRelease): DcatCatalogue {
  const { name, manifest, publicUrl, folder } = release;
  const { version, previous, publisher, contactPoint, datasets } = manifest;
  return {
    iri: `${publicUrl}/exports/${folder}/catalog.jsonld`,
    homepage: `${publicUrl}/`,
    title: COLLECTION.title,
    description: COLLECTION.description,
    licence: LICENCE.url,
    publisher,
    contactPoint,
    theme: THEME,
    service: {
      iri: `${publicUrl}/graphql#service`,
      title: `API GraphQL du ${uncapitalized(COLLECTION.title)}`,
      description: `${COLLECTION.description} Cette API donne les mêmes données que les fichiers, avec leur histoire, sans clé d’accès.`,
      endpoint: `${publicUrl}/graphql`,
      endpointDescription: `${publicUrl}/schema.graphql`,
      landingPage: `${publicUrl}/`,
    },
    version: String(version),
    previous: previous && `${publicUrl}/exports/${previous.name}/catalog.jsonld`,
    modified: modifiedAt(new Date(manifest.instant), revisionOf(name)).toISOString(),
    datasets: datasets.map((dataset) => dcatDatasetOf(release, dataset)),
  };
}

function dcatDatasetOf(release: PublishedRelease, dataset: ManifestDataset): DcatDataset {
  const { name, manifest, publicUrl, folder } = release;
  const { slug, title, keywords, tables, documents } = dataset;
  const root = `${publicUrl}/exports/${folder}`;
  const frozen = (of: string) => `${publicUrl}/exports/${of}/${slug}/dataset.json#dataset`;
  const landingPage = `${publicUrl}/donnees/${slug}`;
  const isFrozen = folder !== LATEST;
  const resources = publishedResources(slug, tables, documents, manifest.previous !== null);
  const released = modifiedAt(new Date(manifest.instant), revisionOf(name)).toISOString();
  const changed = resources.map(({ resource }) => resource.modified ?? '').sort();
  const day = manifest.referenceDay;
  return {
    iri: isFrozen ? frozen(name) : landingPage,
    landingPage,
    title,
    description: publishedDescription(dataset.description, tables),
    keywords,
    frequency: EU_FREQUENCIES[CATALOGUE.find((each) => each.slug === slug)?.frequency ?? 'irregular'],
    temporal: dataset.temporal ?? { start: day, end: day },
    dictionary: `${root}/${slug}/README.md`,
    series: isFrozen ? { iri: `${landingPage}#series`, title, description: dataset.description } : null,
    currentVersion: isFrozen ? null : frozen(name),
    version: String(manifest.version),
    previous: manifest.previous && frozen(manifest.previous.name),
    modified: changed.at(-1) || released,
    distributions: resources.map((each) => dcatDistributionOf(root, each)),
  };
}

function dcatDistributionOf(root: string, { resource, schema }: PublishedResource): DcatDistribution {
  const { path, title, description, format, mime, type, modified = null, bytes = null, sha256 = null } = resource;
  return {
    url: `${root}/${path}`,
    title,
    description,
    format: format.toUpperCase(),
    mediaType: mime,
    isMain: type === 'main',
    modified,
    bytes,
    sha256,
    schema: schema && `${root}/${schema}`,
  };
}
