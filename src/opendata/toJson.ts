import type { JsonCell, Writer } from './writer.ts';

/** JSON: an array of objects, one per line, with the names and the order of the columns. */
export function toJson({ columns }: { readonly columns: readonly { readonly name: string }[] }): Writer<JsonCell> {
  const names = columns.map(({ name }) => JSON.stringify(name));
  let separator = '\n';
  return {
    opening: () => '[',
    rows: (rows) =>
      rows
        .map((row) => {
          const line = `${separator}${jsonObject(names, row)}`;
          separator = ',\n';
          return line;
        })
        .join(''),
    closing: () => '\n]\n',
  };
}

/** @param names already written as JSON. */
export function jsonObject(names: readonly string[], row: readonly JsonCell[]): string {
  return `{${names.map((name, at) => `${name}:${JSON.stringify(row[at] ?? null)}`).join(',')}}`;
}
