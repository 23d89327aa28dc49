import type { Dataset, DatasetTable } from '../../publishing/graphql/Dataset.ts';
import type { LatestRelease } from '../../publishing/graphql/Releases.ts';
import { releasesFeedLink } from '../site/atomFeed.ts';
import { dayElement } from '../site/elements.ts';
import { counted, typeset } from '../site/french.ts';
import { type Html, html } from '../site/html.ts';
import type { HtmlPage } from '../site/layout.ts';
import { RELEASES_FEED_PATH, type Site } from '../site/Site.ts';
import { otherFiles } from './downloads.ts';
import { catalogued, catalogueJsonLd } from './jsonLd.ts';
import { type PublishedDatasets, publishedOn } from './publishedOn.ts';
import { news } from './releaseSections.ts';

/** `/donnees`: lists the datasets of the latest release, and where each one is published. */
export async function datasetsPage(
  site: Site,
  release: LatestRelease | null,
  published: PublishedDatasets,
): Promise<HtmlPage> {
  const others = release && (await otherFiles(site, release.name, (manifest) => manifest.documents));
  const changes = release && (await news(site, release));
  const datasets = release?.datasets ?? [];
  return {
    title: 'Les jeux de données',
    description: 'Les jeux de données ouvertes du registre : contenu, colonnes et fichiers à télécharger.',
    path: '/donnees',
    jsonLd: catalogueJsonLd(site, datasets),
    alternates: [releasesFeedLink(site)],
    main: html`<h1>Les jeux de données</h1>
<p class="lead">Le contenu du registre est publié en fichiers CSV et JSON, dont les données sont identiques. Chaque fichier est accompagné de son schéma, de sa taille et de son empreinte.</p>
${
  release
    ? html`<p class="muted">Version ${release.version} du registre, du ${dayElement(release.instant)}.</p>
${datasetCards(site, datasets, 'h2', published)}
<h2>Télécharger l’ensemble</h2>
<p><a href="${site.link('/exports/latest/release.json')}"><code>release.json</code></a> décrit la dernière version, avec ses jeux de données, ses tables, ses colonnes et ses fichiers. <a href="${site.link('/exports/latest/SHA256SUMS')}"><code>SHA256SUMS</code></a> permet de vérifier les fichiers téléchargés. <a href="${site.link('/exports/latest/catalog.ttl')}"><code>catalog.ttl</code></a> et <a href="${site.link('/exports/latest/catalog.jsonld')}"><code>catalog.jsonld</code></a> sont le catalogue DCAT, pour les portails de données. Un <a href="${site.link(RELEASES_FEED_PATH)}">fil Atom</a> annonce chaque nouvelle version.</p>
${others}
${
  changes &&
  html`<h2 id="nouveautes">Nouveautés</h2>
${changes}`
}`
    : NO_RELEASE
}`,
  };
}

/** One card per dataset, with a heading of the given level. */
export function datasetCards(
  site: Site,
  datasets: readonly Dataset[],
  level: 'h2' | 'h3',
  published: PublishedDatasets = new Map(),
): Html {
  return html`<ul class="cards">${datasets.map(({ slug, title, description, tables }) => {
    const link = html`<a href="${site.link(`/donnees/${slug}`)}">${typeset(title)}</a>`;
    const platforms = publishedOn(published.get(slug));
    return html`
<li>${level === 'h2' ? html`<h2>${link}</h2>` : html`<h3>${link}</h3>`}
<p>${typeset(catalogued(slug)?.summary ?? description)}</p>
<p class="muted">${counted(tables.length, 'table')}, ${counted(rowCount(tables), 'ligne')}${platforms && html`<br>Publié sur ${platforms}`}</p></li>`;
  })}
</ul>`;
}

export const NO_RELEASE: Html = html`<p>Aucune version n’a encore été publiée.</p>`;

export function rowCount(tables: readonly DatasetTable[]): number {
  return tables.reduce((sum, { rows }) => sum + rows, 0);
}
