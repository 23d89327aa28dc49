import type { Cell } from './column.ts';
import type { JsonCell, Writer } from './writer.ts';

/** Writes CSV (RFC 4180) as data.gouv.fr recommends: UTF-8, comma, LF, a header line, an empty cell for a missing value. */
export function csvWriter({ columns }: { readonly columns: readonly { readonly name: string }[] }): Writer<JsonCell> {
  // In a table with one column, an unquoted empty cell would be an empty line, which parsers skip.
  const empty = columns.length === 1 ? '""' : '';
  const fieldOf = (cell: JsonCell) => {
    const text = csvCell(cell);
    if (text === '') return empty;
    return SPECIAL.test(text) ? quoted(text) : text;
  };
  return {
    opening: () => `${columns.map(({ name }) => name).join(',')}\n`,
    rows: (rows) => csvLines(rows, fieldOf, ',', '\n'),
    closing: () => '',
  };
}

// Some parsers end a line at an unquoted CR.
const SPECIAL = /["\r\n,]/;

export function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}

/** The lines of rows. csv-stringify writes the same lines in four times the time (bench/release.ts). */
export function csvLines<C>(
  rows: readonly (readonly C[])[],
  fieldOf: (cell: C) => string,
  delimiter: string,
  lineEnd: string,
): string {
  let lines = '';
  for (const row of rows) {
    let separator = '';
    for (const cell of row) {
      lines += separator + fieldOf(cell);
      separator = delimiter;
    }
    lines += lineEnd;
  }
  return lines;
}

/** The text of a cell before quoting. Lists, numbers and booleans are written as JSON. */
export function csvCell(cell: JsonCell): string {
  if (cell === null) return '';
  return typeof cell === 'string' ? cell : JSON.stringify(cell);
}

/** The value of a cell that `csvCell` wrote. */
export function parseCsvCell({ type }: { readonly type: string }, text: string): Cell {
  if (text === '') return null;
  return ['integer', 'number', 'boolean', 'array'].includes(type) ? JSON.parse(text) : text;
}
