import { jsonObject } from './toJson.ts';
import type { JsonCell, Writer } from './writer.ts';

/** JSON Lines: the objects of the JSON, each on a line of its own, with nothing around them. https://jsonlines.org */
export function toJsonLines({ columns }: { readonly columns: readonly { readonly name: string }[] }): Writer<JsonCell> {
  const names = columns.map(({ name }) => JSON.stringify(name));
  return {
    opening: () => '',
    rows: (rows) => rows.map((row) => `${jsonObject(names, row)}\n`).join(''),
    closing: () => '',
  };
}
