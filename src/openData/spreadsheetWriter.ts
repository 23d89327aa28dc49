import type { Cell } from './column.ts';
import { csvCell, csvLines, quoted } from './csvWriter.ts';
import type { Table } from './table.ts';
import type { Writer } from './writer.ts';

/**
 * Writes CSV that French spreadsheets open directly: BOM, semicolon, CRLF, decimal comma, `vrai` and `faux`. Programs must read
 * the CSV of `csvWriter`.
 */
export function spreadsheetWriter({ columns }: Pick<Table, 'columns'>): Writer {
  return {
    opening: () => `\ufeff${columns.map(({ name }) => name).join(';')}\r\n`,
    rows: (rows) => csvLines(rows, fieldOf, ';', '\r\n'),
    closing: () => '',
  };
}

function fieldOf(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'boolean') return cell ? 'vrai' : 'faux';
  // A number is not escaped as a formula: -2 stays a number.
  if (typeof cell === 'number') return csvCell(cell).replace('.', ',');
  if (typeof cell !== 'string') return quoted(csvCell(cell));
  return quoted(looksLikeFormula(cell) ? `'${cell}` : cell);
}

/** Whether a spreadsheet could execute a text as a formula. */
export function looksLikeFormula(text: string): boolean {
  return FORMULA.test(text);
}

// Spreadsheets ignore blanks and invisible characters before a formula; some treat a tab or a CR as the start of one.
const FORMULA = /^(?:[\t\r]|[\s\p{Cc}\p{Cf}]*[=+\-@\uff1d\uff0b\uff0d\uff20])/u;
