import { stringify } from 'csv-stringify/sync';
import type { Cell } from './column.ts';
import type { Table } from './table.ts';
import type { Writer } from './writer.ts';

/** CSV as data.gouv.fr reads it best: UTF-8, comma, LF, RFC 4180, one header line, an empty cell for a missing value. */
export function toCsv(table: Table): Writer {
  return {
    opening: () => `${table.columns.map(({ name }) => name).join(',')}\n`,
    rows: (rows) =>
      stringify(
        rows.map((row) => row.map(csvCell)),
        { record_delimiter: '\n' },
      ),
    closing: () => '',
  };
}

/** A cell as CSV shows it, before any quoting. Lists are JSON, and numbers are written as JSON writes them. */
export function csvCell(cell: Cell): string {
  if (cell === null) return '';
  return typeof cell === 'string' ? cell : JSON.stringify(cell);
}
