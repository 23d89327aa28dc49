import type { JsonCell, Writer } from './writer.ts';

/** Writes JSON: an array of objects, one per line, with the columns in their order. */
export function jsonWriter({ columns }: { readonly columns: readonly { readonly name: string }[] }): Writer<JsonCell> {
  const names = columns.map(({ name }) => JSON.stringify(name));
  let separator = '\n';
  return {
    opening: () => '[',
    rows: (rows) => {
      let text = '';
      for (const row of rows) {
        text += separator + jsonObject(names, row);
        separator = ',\n';
      }
      return text;
    },
    closing: () => '\n]\n',
  };
}

/** @param names the names of the columns as JSON strings. */
function jsonObject(names: readonly string[], row: readonly JsonCell[]): string {
  let text = '{';
  let separator = '';
  for (let at = 0; at < names.length; at++) {
    text += `${separator}${names[at]}:${jsonCell(row[at] ?? null)}`;
    separator = ',';
  }
  return `${text}}`;
}

// Most texts need no escape: this test is faster than `JSON.stringify`.
function jsonCell(cell: JsonCell): string {
  return typeof cell === 'string' && !ESCAPED.test(cell) ? `"${cell}"` : JSON.stringify(cell);
}

const ESCAPED = /["\\\p{Cc}\p{Cs}]/u;

/** Writes JSON Lines: one object per line, without an array. https://jsonlines.org */
export function jsonLinesWriter({
  columns,
}: {
  readonly columns: readonly { readonly name: string }[];
}): Writer<JsonCell> {
  const names = columns.map(({ name }) => JSON.stringify(name));
  return {
    opening: () => '',
    rows: (rows) => rows.map((row) => `${jsonObject(names, row)}\n`).join(''),
    closing: () => '',
  };
}
