import { stringify } from 'csv-stringify/sync';
import type { Table } from './table.ts';
import { csvCell } from './toCsv.ts';
import type { Writer } from './writer.ts';

/**
 * CSV for a double click in a French spreadsheet: BOM, semicolon, CRLF, decimal comma, `vrai` and `faux`. Programs read
 * the other CSV.
 */
export function toSpreadsheet({ columns }: Pick<Table, 'columns'>): Writer {
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
    // A number is neither quoted nor taken for a formula: -2 stays one.
    number: (value: number) => csvCell(value).replace('.', ','),
    boolean: (value: boolean) => (value ? 'vrai' : 'faux'),
    // `escape_formulas` of csv-stringify lets pass a formula that blanks or invisible characters come before.
    string: (value: string) => (FORMULA.test(value) ? `'${value}` : value),
  },
};

// A spreadsheet skips blanks and invisible characters before it looks for a formula; some take a tab or a CR for one.
const FORMULA = /^(?:[\t\r]|[\s\p{Cc}\p{Cf}]*[=+\-@\uff1d\uff0b\uff0d\uff20])/u;
