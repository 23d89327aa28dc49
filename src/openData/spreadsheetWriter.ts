import { stringify } from 'csv-stringify/sync';
import { csvCell } from './csvWriter.ts';
import type { Table } from './table.ts';
import type { Writer } from './writer.ts';

/**
 * Writes CSV that French spreadsheets open directly: BOM, semicolon, CRLF, decimal comma, `vrai` and `faux`. Programs must read
 * the CSV of `csvWriter`.
 */
export function spreadsheetWriter({ columns }: Pick<Table, 'columns'>): Writer {
  return {
    opening: () => `\ufeff${columns.map(({ name }) => name).join(';')}\r\n`,
    rows: (rows) =>
      stringify(
        rows.map((row) => row.map((cell) => (Array.isArray(cell) ? csvCell(cell) : cell))),
        OPTIONS,
      ),
    closing: () => '',
  };
}

const OPTIONS = {
  delimiter: ';',
  record_delimiter: '\r\n',
  quoted_string: true,
  cast: {
    // A number is not escaped as a formula: -2 stays a number.
    number: (value: number) => csvCell(value).replace('.', ','),
    boolean: (value: boolean) => (value ? 'vrai' : 'faux'),
    // `escape_formulas` of csv-stringify does not escape a formula after blanks or invisible characters.
    string: (value: string) => (looksLikeFormula(value) ? `'${value}` : value),
  },
};

/** Whether a spreadsheet could execute a text as a formula. */
export function looksLikeFormula(text: string): boolean {
  return FORMULA.test(text);
}

// Spreadsheets ignore blanks and invisible characters before a formula; some treat a tab or a CR as the start of one.
const FORMULA = /^(?:[\t\r]|[\s\p{Cc}\p{Cf}]*[=+\-@\uff1d\uff0b\uff0d\uff20])/u;
