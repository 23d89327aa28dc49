import { createReadStream } from 'node:fs';
import { z } from 'zod';
import { cataloguedTable } from '../../publishing/catalogue.ts';
import { CHECKSUMS } from '../../publishing/exportsDirectory/releaseFiles.ts';
import type { Site } from '../site/Site.ts';

/** The paths of the files of a release; empty when the release was removed. */
export async function filesOfRelease(site: Site, release: string): Promise<string[]> {
  const sums = (await site.file(release, CHECKSUMS)) ?? '';
  const paths = sums.split('\n').map((sum) => sum.slice(66));
  return paths.filter((path) => path !== '');
}

const TableSchema = z.object({
  fields: z.array(
    z.object({
      name: z.string(),
      example: z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]).optional(),
      constraints: z.object({ enum: z.array(z.string()).optional() }).optional(),
    }),
  ),
});

/** The properties of a column that the manifest lacks: those of its Table Schema, and its foreign key in the catalogue. */
export interface SchemaField {
  readonly example: string | null;
  /** The allowed values; empty when any value is allowed. */
  readonly allowedValues: readonly string[];
  readonly refersTo: { readonly table: string; readonly column: string } | null;
}

/** Reads the Table Schema of a table, by column name; empty when the file does not exist. */
export async function readFields(
  site: Site,
  release: string,
  dataset: string,
  table: string,
): Promise<ReadonlyMap<string, SchemaField>> {
  const text = await site.file(release, `${dataset}/${table}.schema.json`);
  if (text === null) return new Map();
  const { fields } = TableSchema.parse(JSON.parse(text));
  const declared = cataloguedTable(table);
  return new Map(
    fields.map(({ name, example, constraints }) => {
      const key = declared?.foreignKeys.find(({ column }) => column === name);
      const field: SchemaField = {
        example: example === undefined ? null : typeof example === 'string' ? example : JSON.stringify(example),
        allowedValues: constraints?.enum ?? [],
        refersTo: key ? { table: key.table, column: key.target } : null,
      };
      return [name, field];
    }),
  );
}

const Cell = z.union([z.string(), z.number(), z.boolean(), z.array(z.string()), z.null()]);
const Row = z.record(z.string(), Cell);
export type ReleaseCell = z.infer<typeof Cell>;
export type ReleaseRow = z.infer<typeof Row>;

/** The maximum size that a page reads of a table, because rows can be long. */
const MAX_BYTES = 128 * 1024;

/** Reads the first rows of a JSON table, which has one row per line. */
export async function readRows(path: string, count: number): Promise<ReleaseRow[]> {
  let lines = [''];
  for await (const chunk of createReadStream(path, { encoding: 'utf8', end: MAX_BYTES - 1 })) {
    lines = `${lines.join('\n')}${chunk}`.split('\n');
    if (lines.length > count + 1) break;
  }
  // The last line may be incomplete.
  const rows = lines.slice(0, -1).filter((line) => line.startsWith('{'));
  return rows.slice(0, count).map((line) => Row.parse(JSON.parse(line.replace(/,$/, ''))));
}
