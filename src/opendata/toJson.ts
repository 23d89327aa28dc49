import type { Table } from './table.ts';
import type { Writer } from './writer.ts';

/** JSON: an array of objects, one per line, with the names and the order of the columns. */
export function toJson(table: Table): Writer {
  const names = table.columns.map(({ name }) => JSON.stringify(name));
  let separator = '\n';
  return {
    opening: () => '[',
    rows: (rows) =>
      rows
        .map((row) => {
          const line = `${separator}{${names.map((name, at) => `${name}:${JSON.stringify(row[at] ?? null)}`).join(',')}}`;
          separator = ',\n';
          return line;
        })
        .join(''),
    closing: () => '\n]\n',
  };
}
