import { join } from 'node:path';
import { LICENCE } from '../publishing/catalogue.ts';
import type { Dataset, DatasetTable } from '../publishing/datasets/Dataset.ts';
import type { LatestRelease } from '../publishing/datasets/latestRelease.ts';
import { catalogued } from './catalogued.ts';
import { columnsTable } from './columns.ts';
import { rowsOf } from './datasets.ts';
import { documents, downloads } from './downloads.ts';
import { firstRows, SHOWN_ROWS } from './firstRows.ts';
import { counted, dayInFrench, frequencyInFrench, typeset } from './french.ts';
import { type Html, html } from './html.ts';
import { datasetJsonLd } from './jsonLd.ts';
import type { Page } from './layout.ts';
import { newsOf } from './news.ts';
import { olderReleases } from './olderReleases.ts';
import { readFields } from './readFields.ts';
import { readRows } from './readRows.ts';
import type { Site } from './site.ts';

/** `/donnees/{slug}`: all that there is to know of a dataset before using it. */
export async function datasetPage(site: Site, release: LatestRelease, dataset: Dataset): Promise<Page> {
  const { slug, title, description, tables } = dataset;
  const sections = await Promise.all(tables.map((table) => section(site, release, dataset, table)));
  const changes = await newsOf(site, release, dataset);
  const others = await documents(
    site,
    release.name,
    (manifest) => manifest.datasets.find((known) => known.slug === slug)?.documents ?? [],
  );
  const releases = await olderReleases(site, release, slug);
  return {
    title,
    description,
    path: `/donnees/${slug}`,
    jsonLd: datasetJsonLd(site, release, dataset),
    alternates: dataset.resources.map(({ title, mime, url }) => ({ title, mime, url })),
    main: html`<nav class="trail" aria-label="Fil d’Ariane"><ol><li><a href="${site.link('/')}">Accueil</a></li><li><a href="${site.link('/donnees')}">Données</a></li><li aria-current="page">${typeset(title)}</li></ol></nav>
<h1>${typeset(title)}</h1>
<p class="lead">${typeset(description)}</p>
${facts(release, dataset)}
<div class="beside">
<nav class="contents" aria-labelledby="sommaire">
<h2 id="sommaire">Sur cette page</h2>
<ul>${tables.map((table) => html`<li><a href="#table-${table.name}">${table.title}</a></li>`)}${others && html`<li><a href="#autres-fichiers">Autres fichiers</a></li>`}${changes && html`<li><a href="#changements">Ce qui a changé</a></li>`}${releases && html`<li><a href="#versions">Les versions</a></li>`}</ul>
</nav>
<div>
${sections}
${titled('autres-fichiers', 'Autres fichiers', others)}
${titled('changements', 'Ce qui a changé', changes)}
${titled('versions', 'Les versions', releases)}
</div>
</div>`,
  };
}

function titled(id: string, title: string, content: Html | null): Html | null {
  return (
    content &&
    html`<section aria-labelledby="${id}">
<h2 id="${id}">${title}</h2>
${content}
</section>`
  );
}

function facts({ instant, version }: LatestRelease, { slug, frequency, tables }: Dataset): Html {
  const words = catalogued(slug)?.keywords ?? [];
  return html`<dl class="facts">
<div><dt>Contenu</dt><dd>${counted(rowsOf(tables), 'ligne')} en ${counted(tables.length, 'table')}</dd></div>
<div><dt>Licence</dt><dd><a rel="license" href="${LICENCE.url}">${LICENCE.title}</a></dd></div>
<div><dt>Mise à jour</dt><dd>${frequencyInFrench(frequency)}</dd></div>
<div><dt>Dernière version</dt><dd>version ${version}, du <time datetime="${instant.toISOString()}">${dayInFrench(instant)}</time></dd></div>
${words.length > 0 && html`<div class="all"><dt>Mots-clés</dt><dd>${words.join(', ')}</dd></div>`}
</dl>`;
}

async function section(site: Site, release: LatestRelease, { slug }: Dataset, table: DatasetTable): Promise<Html> {
  const fields = await readFields(site, release.name, slug, table.name);
  const rows = await readRows(join(site.directory, release.name, slug, `${table.name}.json`), SHOWN_ROWS);
  const id = `table-${table.name}`;
  return html`<section aria-labelledby="${id}">
<h2 id="${id}">${typeset(table.title)}</h2>
<p>${typeset(table.description)}</p>
<p class="muted">${table.rows === 0 ? 'Aucune ligne pour l’instant' : counted(table.rows, 'ligne')}, ${counted(table.columns.length, 'colonne')}</p>
${downloads(site, slug, table)}
${columnsTable(site, release, table, fields)}
${firstRows(table, rows)}
</section>
`;
}
