import { stringify } from 'csv-stringify/sync';
import type { Cell } from './column.ts';
import type { Table } from './table.ts';
import { csvCell } from './toCsv.ts';
import type { Writer } from './writer.ts';

/**
 * CSV for a double click in a French spreadsheet: BOM, semicolon, CRLF, decimal comma, `vrai` and `faux`; no text can
 * be taken for a formula. What it changes for that, it changes only here: programs read the other CSV.
 */
export function toSpreadsheet(table: Pick<Table, 'columns'>): Writer {
  const { columns } = table;
  return {
    opening: () => `\ufeff${columns.map(({ name }) => name).join(';')}\r\n`,
    rows: (rows) =>
      stringify(
        rows.map((row) => row.map(shown)),
        {
          delimiter: ';',
          record_delimiter: '\r\n',
          // Both spare numbers: -2 stays one.
          escape_formulas: true,
          quoted_string: true,
          cast: { number: (value) => csvCell(value).replace('.', ','), boolean: (value) => (value ? 'vrai' : 'faux') },
        },
      ),
    closing: () => '',
  };
}

function shown(cell: Cell): string | number | boolean | null {
  if (typeof cell === 'string') return HIDDEN_FORMULA.test(cell) ? `'${cell}` : cell;
  return typeof cell === 'object' && cell !== null ? csvCell(cell) : cell;
}

// A spreadsheet passes over these before it looks for a formula, while csv-stringify looks at the first character.
const HIDDEN_FORMULA = /^[\s\p{Cc}\p{Cf}]+[=+\-@\uff1d\uff0b\uff0d\uff20]/u;
