import { stringify } from 'csv-stringify/sync';
import type { Cell, Column } from './column.ts';
import type { JsonCell, Writer } from './writer.ts';

/** CSV as data.gouv.fr reads it best: UTF-8, comma, LF, RFC 4180, one header line, an empty cell for a missing value. */
export function toCsv({ columns }: { readonly columns: readonly { readonly name: string }[] }): Writer<JsonCell> {
  return {
    opening: () => `${columns.map(({ name }) => name).join(',')}\n`,
    rows: (rows) =>
      stringify(
        rows.map((row) => row.map(csvCell)),
        // An empty cell that is alone in its row would make an empty line, which readers pass over.
        { record_delimiter: '\n', quoted_empty: columns.length === 1 },
      ),
    closing: () => '',
  };
}

/** A cell as CSV shows it, before any quoting. Lists are JSON, and numbers are written as JSON writes them. */
export function csvCell(cell: JsonCell): string {
  if (cell === null) return '';
  return typeof cell === 'string' ? cell : JSON.stringify(cell);
}

/** The value of a cell that `csvCell` wrote: what JSON shows of it. */
export function cellOf({ type }: Pick<Column, 'type'>, text: string): Cell {
  if (text === '') return null;
  return type === 'string' || type === 'date' ? text : JSON.parse(text);
}
