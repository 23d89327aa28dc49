import { csvWriter } from '../../openData/csvWriter.ts';
import { jsonLinesWriter, jsonWriter } from '../../openData/jsonWriter.ts';
import type { JsonCell, Writer } from '../../openData/writer.ts';
import type { DocumentTable } from './documentTable.ts';

export interface FileFormat {
  readonly mediaType: string;
  writer(table: DocumentTable): Writer<JsonCell>;
}

export const FILE_FORMATS: Readonly<Record<string, FileFormat>> = {
  csv: { mediaType: 'text/csv; charset=utf-8; header=present', writer: csv },
  json: { mediaType: 'application/json; charset=utf-8', writer: jsonWriter },
  jsonl: { mediaType: 'application/jsonl; charset=utf-8', writer: jsonLinesWriter },
};

/** CSV in the format of the releases. A value of the scalar `JSON` is written as JSON, so that `"1"` differs from `1`. */
function csv(table: DocumentTable): Writer<JsonCell> {
  const writer = csvWriter(table);
  const isAny = table.columns.map(({ type }) => type === 'any');
  return {
    ...writer,
    rows: (rows) =>
      writer.rows(
        rows.map((row) => row.map((cell, index) => (isAny[index] && cell !== null ? JSON.stringify(cell) : cell))),
      ),
  };
}
