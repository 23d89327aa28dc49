import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { ContactPoint, DatasetSource, DEFAULT_PROVENANCE, Publisher } from '../provenance.ts';

const ListedTable = z.object({ name: z.string(), title: z.string(), description: z.string(), rows: z.number() });
type ListedTable = Readonly<z.infer<typeof ListedTable>>;

// Only the fields that are needed: another version of the software may have written the manifest.
const BundledManifest = z.object({
  version: z.number(),
  instant: z.string(),
  referenceDay: z.string(),
  licence: z.object({ title: z.string(), url: z.string() }),
  publisher: Publisher.default(DEFAULT_PROVENANCE.publisher),
  contactPoint: ContactPoint.nullable().default(null),
  sources: z.array(DatasetSource).readonly().default([]),
  citation: z.string().default(''),
  datasets: z.array(z.object({ slug: z.string(), tables: z.array(ListedTable) })),
});

/** A release, as far as its bundles need it. */
export interface BundledRelease extends Readonly<Omit<z.infer<typeof BundledManifest>, 'datasets'>> {
  readonly name: string;
  readonly datasets: readonly { readonly slug: string; readonly tables: readonly ListedTable[] }[];
}

/** Reads the description of a release from the text of its `release.json`. */
export function parseBundledRelease(name: string, manifest: string): BundledRelease {
  return { name, ...BundledManifest.parse(JSON.parse(manifest)) };
}

/** A table of a release, described by its Table Schema. */
export interface BundledTable extends ListedTable {
  readonly dataset: string;
  readonly primaryKey: readonly string[];
  readonly columns: readonly BundledColumn[];
  /** The path of its JSON file, which has typed cells and one row per line. */
  readonly path: string;
}

const Column = z.object({
  name: z.string(),
  title: z.string().default(''),
  description: z.string().default(''),
  type: z.string(),
  constraints: z
    .object({ required: z.boolean().default(false), enum: z.array(z.string()).default([]) })
    .default({ required: false, enum: [] }),
});
export type BundledColumn = z.infer<typeof Column>;
const Key = z.union([z.string().transform((name) => [name]), z.array(z.string())]);
const Schema = z.object({ fields: z.array(Column), primaryKey: Key.default([]) });

export function readTables(root: string, { datasets }: BundledRelease): Promise<BundledTable[]> {
  return Promise.all(datasets.flatMap(({ slug, tables }) => tables.map((table) => readTable(root, slug, table))));
}

async function readTable(root: string, dataset: string, table: ListedTable): Promise<BundledTable> {
  const { name, title, description, rows } = table;
  const path = join(root, dataset, name);
  const { fields, primaryKey } = Schema.parse(JSON.parse(await readFile(`${path}.schema.json`, 'utf8')));
  return { name, title, description, rows, dataset, primaryKey, columns: fields, path: `${path}.json` };
}

/** A cell as SQLite and spreadsheets store it: a list is its JSON text. */
export type BundledCell = string | number | boolean | null;

/** The rows of a table in batches, with one batch in memory at a time. */
export async function* readRows({ path, columns }: BundledTable): AsyncGenerator<BundledCell[][]> {
  const names = columns.map(({ name }) => name);
  let rest = '';
  for await (const chunk of createReadStream(path, { encoding: 'utf8', highWaterMark: CHUNK_BYTES })) {
    const lines = `${rest}${chunk}`.split('\n');
    rest = lines.pop() ?? '';
    const text = lines.filter((line) => line.startsWith('{')).join('\n');
    if (text === '') continue;
    // The last line ends with a comma, unless it is that of the last row.
    const rows: readonly JsonRow[] = JSON.parse(`[${text.replace(/,$/, '')}]`);
    yield rows.map((row) => cellsOf(names, row));
  }
}

const CHUNK_BYTES = 128 * 1024;

type JsonRow = Readonly<Record<string, unknown>>;

function cellsOf(names: readonly string[], row: JsonRow): BundledCell[] {
  return names.map((name) => {
    const cell = row[name] ?? null;
    if (cell === null || typeof cell === 'string' || typeof cell === 'number' || typeof cell === 'boolean') return cell;
    return JSON.stringify(cell);
  });
}
