import { typeInFrench } from '../../openData/typeInFrench.ts';
import type { ColumnCode, DatasetTable } from '../../publishing/graphql/Dataset.ts';
import type { LatestRelease } from '../../publishing/graphql/Releases.ts';
import { cell, wideTable } from '../site/elements.ts';
import { counted, typeset } from '../site/french.ts';
import { type Html, html } from '../site/html.ts';
import type { Site } from '../site/Site.ts';
import type { ReleaseCell, ReleaseRow, SchemaField } from './releaseFiles.ts';

/** The columns of a table: name, type, meaning, example. */
export function columnsTable(
  site: Site,
  release: LatestRelease,
  table: DatasetTable,
  fields: ReadonlyMap<string, SchemaField>,
): Html {
  return wideTable(
    `colonnes-${table.name}`,
    html`Colonnes de <code>${table.name}</code>`,
    ['Colonne', 'Type', 'Sens', 'Exemple', 'Obligatoire'],
    table.columns.map(({ name, type, description, required, codes }) => {
      const field = fields.get(name);
      return html`<tr><th scope="row"><code>${name}</code></th><td>${typeInFrench(type)}</td><td class="prose">${typeset(description)}${codeList(codes)}${field ? columnNotes(site, release, field, codes.length > 0) : null}</td><td class="example">${cell(field?.example ?? null)}</td><td>${required ? 'oui' : 'non'}</td></tr>
`;
    }),
  );
}

/** The codes of a column with their meaning, which the reader opens; null without codes. */
function codeList(codes: readonly ColumnCode[]): Html | null {
  if (codes.length === 0) return null;
  const items = codes.map(
    ({ code, label, definition }) =>
      html`<li><code>${code}</code>&nbsp;: ${typeset(definition === null ? label : `${label}. ${definition}`)}</li>`,
  );
  return html`<details class="more"><summary>${counted(codes.length, 'code')}</summary><ul>${items}</ul></details>`;
}

function columnNotes(
  site: Site,
  release: LatestRelease,
  { allowedValues: words, refersTo }: SchemaField,
  hasCodes: boolean,
): Html {
  return html`${!hasCodes && words.length > 0 && html`<span class="more">Valeurs&nbsp;: ${words.join(', ')}.</span>`}${refersTo && reference(site, release, refersTo)}`;
}

/** The table and column that the values refer to, in this dataset or another. */
function reference(site: Site, release: LatestRelease, { table, column }: { table: string; column: string }): Html {
  const dataset = release.datasets.find(({ tables }) => tables.some(({ name }) => name === table));
  const target = html`<code>${table}.${column}</code>`;
  const link = dataset && html`<a href="${site.link(`/donnees/${dataset.slug}#table-${table}`)}">${target}</a>`;
  return html`<span class="more">Renvoie à ${link ?? target}.</span>`;
}

/** The first rows of a table; null when there are none. */
export function firstRows(table: DatasetTable, rows: readonly ReleaseRow[]): Html | null {
  if (rows.length === 0) return null;
  const names = table.columns.map(({ name }) => name);
  // The class hides these rows in print, where they would be truncated.
  return html`<div class="sample">${wideTable(
    `lignes-${table.name}`,
    html`Premières lignes de <code>${table.name}</code>`,
    names,
    rows.map(
      (
        row,
      ) => html`<tr>${table.columns.map(({ name, codes }) => html`<td>${labelledCell(row[name] ?? null, codes)}</td>`)}</tr>
`,
    ),
  )}</div>`;
}

/** The cell, followed by the label of its code. */
function labelledCell(value: ReleaseCell, codes: readonly ColumnCode[]): Html | null {
  const label = codes.find(({ code }) => code === value)?.label;
  const shown = cell(shortenCell(value));
  return label === undefined ? shown : html`${shown}<span class="more">${typeset(label)}</span>`;
}

const MAX_CHARACTERS = 140;

function shortenCell(value: ReleaseCell): string | null {
  if (value === null) return null;
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  const characters = Array.from(text.slice(0, 2 * MAX_CHARACTERS));
  return characters.length > MAX_CHARACTERS ? `${characters.slice(0, MAX_CHARACTERS).join('')}…` : text;
}
