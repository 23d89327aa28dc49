import { CATALOGUE, type CataloguedDataset, LICENCE } from '../../publishing/catalogue.ts';
import type { Dataset, DatasetTable } from '../../publishing/graphql/Dataset.ts';
import type { DatasetPublication } from '../../publishing/graphql/DatasetPublication.ts';
import type { LatestRelease } from '../../publishing/graphql/Releases.ts';
import { SITE_NAME, type Site } from '../site/Site.ts';

/** The catalogue entry of a dataset; null when it is no longer published. */
export function catalogued(slug: string): CataloguedDataset | null {
  return CATALOGUE.find((dataset) => dataset.slug === slug) ?? null;
}

/** A dataset for search engines. @see https://schema.org/Dataset */
export function datasetJsonLd(
  site: Site,
  release: LatestRelease,
  dataset: Dataset,
  publications: readonly DatasetPublication[] = [],
): object {
  const { slug, title, description, tables, columns, publisher, contactPoint, sources, citation } = dataset;
  return {
    '@context': 'https://schema.org',
    '@type': 'Dataset',
    '@id': site.address(`/donnees/${slug}`),
    identifier: slug,
    name: title,
    description,
    url: site.address(`/donnees/${slug}`),
    inLanguage: 'fr',
    license: LICENCE.url,
    isAccessibleForFree: true,
    publisher: organization(publisher, contactPoint),
    creator: organization(publisher, contactPoint),
    ...(citation !== '' && { creditText: citation }),
    isBasedOn: sources.flatMap(({ url }) => url ?? []),
    ...(publications.length > 0 && { sameAs: publications.map(({ page }) => page) }),
    version: release.name,
    dateModified: release.instant.toISOString(),
    keywords: catalogued(slug)?.keywords,
    includedInDataCatalog: { '@type': 'DataCatalog', name: SITE_NAME, url: site.address('/donnees') },
    variableMeasured: columns.map(({ name, description }) => ({ '@type': 'PropertyValue', name, description })),
    distribution: tables.flatMap(distributions),
  };
}

/** @see https://schema.org/GovernmentOrganization */
function organization({ name, url, siren }: Dataset['publisher'], contact: Dataset['contactPoint']): object {
  return {
    '@type': 'GovernmentOrganization',
    name,
    ...(url !== null && { url }),
    ...(siren !== null && { identifier: siren }),
    ...(contact && {
      contactPoint: {
        '@type': 'ContactPoint',
        contactType: 'customer service',
        name: contact.name,
        ...(contact.email !== null && { email: contact.email }),
        ...(contact.url !== null && { url: contact.url }),
      },
    }),
  };
}

/** All datasets, for search engines. @see https://schema.org/DataCatalog */
export function catalogueJsonLd(site: Site, datasets: readonly Dataset[]): object {
  return {
    '@context': 'https://schema.org',
    '@type': 'DataCatalog',
    '@id': site.address('/donnees'),
    name: SITE_NAME,
    url: site.address('/donnees'),
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
