import { join } from 'node:path';
import { LICENCE } from '../../publishing/catalogue.ts';
import type { Dataset, DatasetTable } from '../../publishing/graphql/Dataset.ts';
import type { LatestRelease } from '../../publishing/graphql/Releases.ts';
import { dayElement, section, trail } from '../site/elements.ts';
import { counted, frequencyInFrench, typeset } from '../site/french.ts';
import { type Html, html } from '../site/html.ts';
import type { HtmlPage } from '../site/layout.ts';
import { ATOM_TYPE, datasetFeedPath, type Site } from '../site/Site.ts';
import { rowCount } from './datasetsPage.ts';
import { checksums, otherFiles, tableFiles } from './downloads.ts';
import { catalogued, datasetJsonLd } from './jsonLd.ts';
import { type PublishedDatasets, publishedOn } from './publishedOn.ts';
import { readFields, readRows } from './releaseFiles.ts';
import { datasetNews, releaseHistory } from './releaseSections.ts';
import { columnsTable, firstRows } from './tableSections.ts';

/** `/donnees/{slug}`: shows a dataset with its tables, files and changes. */
export async function datasetPage(
  site: Site,
  release: LatestRelease,
  dataset: Dataset,
  published: PublishedDatasets,
): Promise<HtmlPage> {
  const { slug, title, description, tables } = dataset;
  const publications = published.get(slug);
  const sections = await Promise.all(tables.map((table) => tableSection(site, release, dataset, table)));
  const changes = await datasetNews(site, release, dataset);
  const others = await otherFiles(
    site,
    release.name,
    (manifest) => manifest.datasets.find((each) => each.slug === slug)?.documents ?? [],
  );
  const releases = await releaseHistory(site, release, slug);
  return {
    title,
    description,
    path: `/donnees/${slug}`,
    jsonLd: datasetJsonLd(site, release, dataset, publications),
    alternates: [
      { title: `Publications de « ${title} »`, mime: ATOM_TYPE, url: site.link(datasetFeedPath(slug)) },
      ...dataset.resources,
    ],
    main: html`${trail(site, { path: '/donnees', title: 'Données' }, title)}
<h1>${typeset(title)}</h1>
<p class="lead">${typeset(description)}</p>
${factList(site, release, dataset, publishedOn(publications))}
<div class="with-contents">
<nav class="contents" aria-labelledby="sommaire">
<h2 id="sommaire">Sommaire</h2>
<ul>${tables.map((table) => html`<li><a href="#table-${table.name}">${table.title}</a></li>`)}${others && html`<li><a href="#autres-fichiers">Autres fichiers</a></li>`}${changes && html`<li><a href="#changements">Changements récents</a></li>`}${releases && html`<li><a href="#versions">Versions</a></li>`}<li><a href="#empreintes">Empreintes</a></li></ul>
</nav>
<div>
${sections}
${others && section('autres-fichiers', 'Autres fichiers', others)}
${changes && section('changements', 'Changements récents', changes)}
${releases && section('versions', 'Versions', releases)}
${section('empreintes', 'Empreintes', checksums(slug, tables))}
</div>
</div>`,
  };
}

function factList(site: Site, { instant, version }: LatestRelease, dataset: Dataset, platforms: Html | null): Html {
  const { slug, frequency, tables, publisher, contactPoint, sources, citation } = dataset;
  const words = catalogued(slug)?.keywords ?? [];
  return html`<dl class="facts">
<div><dt>Contenu</dt><dd>${counted(rowCount(tables), 'ligne')} dans ${counted(tables.length, 'table')}</dd></div>
<div><dt>Licence</dt><dd><a rel="license" href="${LICENCE.url}">${LICENCE.title}</a></dd></div>
<div><dt>Mise à jour</dt><dd>${frequencyInFrench(frequency)} (<a href="${site.link(datasetFeedPath(slug))}">fil Atom</a>)</dd></div>
<div><dt>Dernière version</dt><dd>version ${version}, du ${dayElement(instant)}</dd></div>
${platforms && html`<div><dt>Publié sur</dt><dd>${platforms}</dd></div>`}
<div><dt>Producteur</dt><dd>${linked(publisher.url, publisher.name)}</dd></div>
${contactPoint && html`<div><dt>Contact</dt><dd>${linked(contactPoint.url ?? `mailto:${contactPoint.email}`, contactPoint.name)}</dd></div>`}
${sources.length > 0 && html`<div class="all"><dt>Sources</dt><dd><ul>${sources.map(sourceItem)}</ul></dd></div>`}
${citation !== '' && html`<div class="all"><dt>Citation</dt><dd>${typeset(citation)}</dd></div>`}
${words.length > 0 && html`<div class="all"><dt>Mots-clés</dt><dd>${words.join(', ')}</dd></div>`}
</dl>`;
}

function linked(address: string | null, text: string): Html {
  return address === null ? html`${typeset(text)}` : html`<a href="${address}">${typeset(text)}</a>`;
}

function sourceItem({ title, url, licence, retrievedOn }: Dataset['sources'][number]): Html {
  const retrieved = retrievedOn !== null && html`, données récupérées le ${dayElement(new Date(retrievedOn))}`;
  return html`<li>${linked(url, title)}, licence ${licence}${retrieved}</li>`;
}

const SHOWN_ROWS = 5;

async function tableSection(site: Site, release: LatestRelease, { slug }: Dataset, table: DatasetTable): Promise<Html> {
  const fields = await readFields(site, release.name, slug, table.name);
  const rows = await readRows(join(site.directory, release.name, slug, `${table.name}.json`), SHOWN_ROWS);
  const content = html`<p>${typeset(table.description)}</p>
<p class="muted">${table.rows === 0 ? 'Aucune ligne pour l’instant' : counted(table.rows, 'ligne')}</p>
${tableFiles(site, slug, table)}
<details><summary>${counted(table.columns.length, 'colonne')}, avec leur sens</summary>
${columnsTable(site, release, table, fields)}</details>
${firstRows(table, rows)}`;
  return html`${section(`table-${table.name}`, typeset(table.title), content)}
`;
}
