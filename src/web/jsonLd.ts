import { LICENCE } from '../publishing/catalogue.ts';
import type { Dataset, DatasetTable } from '../publishing/datasets/Dataset.ts';
import type { LatestRelease } from '../publishing/datasets/latestRelease.ts';
import { catalogued } from './catalogued.ts';
import { SITE_NAME, type Site } from './site.ts';

/** A dataset for search engines. @see https://schema.org/Dataset */
export function datasetJsonLd(site: Site, release: LatestRelease, dataset: Dataset): object {
  const { slug, title, description, tables } = dataset;
  const address = site.address(`/donnees/${slug}`);
  return {
    '@context': 'https://schema.org',
    '@type': 'Dataset',
    '@id': address,
    identifier: slug,
    name: title,
    description,
    url: address,
    inLanguage: 'fr',
    license: LICENCE.url,
    isAccessibleForFree: true,
    version: release.name,
    dateModified: release.instant.toISOString(),
    keywords: catalogued(slug)?.keywords,
    includedInDataCatalog: { '@type': 'DataCatalog', name: SITE_NAME, url: site.address('/donnees') },
    variableMeasured: dataset.columns.map((column) => ({
      '@type': 'PropertyValue',
      name: column.name,
      description: column.description,
    })),
    distribution: tables.flatMap(distributions),
  };
}

/** All datasets, for search engines. @see https://schema.org/DataCatalog */
export function catalogueJsonLd(site: Site, datasets: readonly Dataset[]): object {
  const address = site.address('/donnees');
  return {
    '@context': 'https://schema.org',
    '@type': 'DataCatalog',
    '@id': address,
    name: SITE_NAME,
    url: address,
    inLanguage: 'fr',
    license: LICENCE.url,
    dataset: datasets.map(({ slug, title, description }) => ({
      '@type': 'Dataset',
      '@id': site.address(`/donnees/${slug}`),
      name: title,
      description,
      url: site.address(`/donnees/${slug}`),
      license: LICENCE.url,
    })),
  };
}

function distributions({ resources }: DatasetTable): object[] {
  return resources.map(({ title, mime, url, filesize, checksum, lastModified }) => ({
    '@type': 'DataDownload',
    name: title,
    encodingFormat: mime,
    contentUrl: url,
    contentSize: `${filesize} B`,
    sha256: checksum.value,
    dateModified: lastModified.toISOString(),
  }));
}
