import type { Cell } from './column.ts';
import type { Table } from './table.ts';
import { csvCell } from './toCsv.ts';
import type { Writer } from './writer.ts';

/**
 * CSV for a double click in a French spreadsheet: BOM, semicolon, CRLF, decimal comma, `vrai` and `faux`; no text can
 * be taken for a formula. What it changes for that, it changes only here: programs read the other CSV. Its bytes are
 * those of csv-stringify with `escape_formulas` and `quoted_string`, which a test shows.
 */
export function toSpreadsheet(table: Pick<Table, 'columns'>): Writer {
  const { columns } = table;
  return {
    opening: () => `\ufeff${columns.map(({ name }) => name).join(';')}\r\n`,
    rows: (rows) => {
      let text = '';
      for (const row of rows) text += lineOf(row);
      return text;
    },
    closing: () => '',
  };
}

function lineOf(row: readonly Cell[]): string {
  let line = '';
  let separator = '';
  for (const cell of row) {
    line += separator + shown(cell);
    separator = ';';
  }
  return `${line}\r\n`;
}

// Numbers are never quoted, nor taken for formulas: -2 stays one.
function shown(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return csvCell(cell).replace('.', ',');
  if (typeof cell === 'boolean') return cell ? 'vrai' : 'faux';
  const text = csvCell(cell);
  const quoted = text.includes('"') ? text.replaceAll('"', '""') : text;
  return FORMULA.test(text) ? `"'${quoted}"` : `"${quoted}"`;
}

// A spreadsheet passes over blanks and what is invisible before it looks for a formula; some take a tab or a CR for one.
const FORMULA = /^(?:[\t\r]|[\s\p{Cc}\p{Cf}]*[=+\-@\uff1d\uff0b\uff0d\uff20])/u;
