import type { DatasetTable } from '../publishing/datasets/Dataset.ts';
import { type Html, html } from './html.ts';
import type { Cell, Row } from './readRows.ts';
import { cell, wideTable } from './wideTable.ts';

/** How many rows a page shows of a table. */
export const SHOWN_ROWS = 5;

/** The first rows of a table, as its files have them; nothing when there are none to show. */
export function firstRows(table: DatasetTable, rows: readonly Row[]): Html | null {
  if (rows.length === 0) return null;
  const names = table.columns.map(({ name }) => name);
  // On paper, the columns say enough: rows would be cut.
  return html`<div class="sample">${wideTable(
    `lignes-${table.name}`,
    html`Premières lignes de <code>${table.name}</code>`,
    names,
    rows.map(
      (row) => html`<tr>${names.map((name) => html`<td>${cell(shown(row[name] ?? null))}</td>`)}</tr>
`,
    ),
  )}</div>`;
}

const LONGEST = 140;

function shown(value: Cell): string | null {
  if (value === null) return null;
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  const characters = Array.from(text.slice(0, 2 * LONGEST));
  return characters.length > LONGEST ? `${characters.slice(0, LONGEST).join('')}…` : text;
}
