import { stringify } from 'csv-stringify/sync';
import type { Cell } from './column.ts';
import type { JsonCell, Writer } from './writer.ts';

/** Writes CSV (RFC 4180) as data.gouv.fr recommends: UTF-8, comma, LF, a header line, an empty cell for a missing value. */
export function csvWriter({ columns }: { readonly columns: readonly { readonly name: string }[] }): Writer<JsonCell> {
  return {
    opening: () => `${columns.map(({ name }) => name).join(',')}\n`,
    rows: (rows) =>
      stringify(
        rows.map((row) => row.map(csvCell)),
        // In a table with one column, an unquoted empty cell would be an empty line, which parsers skip. Some parsers end a line
        // at an unquoted CR.
        { record_delimiter: '\n', quoted_empty: columns.length === 1, quoted_match: '\r' },
      ),
    closing: () => '',
  };
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
