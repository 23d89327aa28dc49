import type { DatasetTable } from '../publishing/datasets/Dataset.ts';
import type { LatestRelease } from '../publishing/datasets/latestRelease.ts';
import { typeInFrench, typeset } from './french.ts';
import { type Html, html } from './html.ts';
import type { Field } from './readFields.ts';
import type { Site } from './site.ts';
import { cell, wideTable } from './wideTable.ts';

/** The columns of a table: what each is called, and what it means. */
export function columnsTable(
  site: Site,
  release: LatestRelease,
  table: DatasetTable,
  fields: ReadonlyMap<string, Field>,
): Html {
  return wideTable(
    `colonnes-${table.name}`,
    html`Colonnes de <code>${table.name}</code>`,
    ['Colonne', 'Type', 'Sens', 'Exemple', 'Obligatoire'],
    table.columns.map(({ name, type, description, required }) => {
      const field = fields.get(name);
      return html`<tr><th scope="row"><code>${name}</code></th><td>${typeInFrench(type)}</td><td class="prose">${typeset(description)}${field ? more(site, release, field) : null}</td><td class="example">${cell(field?.example ?? null)}</td><td>${required ? 'oui' : 'non'}</td></tr>
`;
    }),
  );
}

function more(site: Site, release: LatestRelease, { words, refersTo }: Field): Html {
  return html`${words.length > 0 && html`<span class="more">Valeurs&nbsp;: ${words.join(', ')}.</span>`}${refersTo && reference(site, release, refersTo)}`;
}

/** Where the values of the column are found: in a table of this dataset or of another. */
function reference(site: Site, release: LatestRelease, { table, column }: { table: string; column: string }): Html {
  const home = release.datasets.find(({ tables }) => tables.some(({ name }) => name === table));
  const said = html`<code>${table}.${column}</code>`;
  const href = site.link(`/donnees/${home?.slug ?? ''}#table-${table}`);
  return html`<span class="more">Renvoie à ${home ? html`<a href="${href}">${said}</a>` : said}.</span>`;
}
