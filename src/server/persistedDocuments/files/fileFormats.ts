import { toCsv } from '../../../openData/toCsv.ts';
import { toJson, toJsonLines } from '../../../openData/toJson.ts';
import type { JsonCell, Writer } from '../../../openData/writer.ts';
import type { DocumentTable } from './documentTable.ts';

/** A form that the file of a document can take. */
export interface FileFormat {
  readonly mediaType: string;
  writer(table: DocumentTable): Writer<JsonCell>;
}

/** The forms of the file of a document, by the end of its address. */
export const FILE_FORMATS: Readonly<Record<string, FileFormat>> = {
  csv: { mediaType: 'text/csv; charset=utf-8; header=present', writer: csv },
  json: { mediaType: 'application/json; charset=utf-8', writer: toJson },
  jsonl: { mediaType: 'application/jsonl; charset=utf-8', writer: toJsonLines },
};

/** As the releases are written. What is any JSON is JSON in its cell too: a text in quotes is no number without. */
function csv(table: DocumentTable): Writer<JsonCell> {
  const writer = toCsv(table);
  const isAny = table.columns.map(({ type }) => type === 'any');
  return {
    ...writer,
    rows: (rows) =>
      writer.rows(rows.map((row) => row.map((cell, at) => (isAny[at] && cell !== null ? JSON.stringify(cell) : cell)))),
  };
}
