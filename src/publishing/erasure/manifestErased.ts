import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { cellOf } from '../../openData/cellOf.ts';
import { CATALOGUE } from '../catalogue.ts';
import { orderOf } from '../changes/rowOrder.ts';
import { SortedRows } from '../changes/sortedRows.ts';
import { TableRows } from '../changes/tableRows.ts';
import type { ManifestResource } from '../files/manifest.ts';
import type { FileDigest } from '../files/outputFile.ts';
import { ERRATUM } from '../files/releases.ts';
import type { Rewritten } from './resum.ts';
import { resumValue } from './resum.ts';

// As little as is needed: the rest is left as another version of the software may have said it.
const Told = z.looseObject({
  documents: z.array(z.looseObject({ path: z.string() })),
  datasets: z.array(
    z.looseObject({
      tables: z.array(
        z.looseObject({
          name: z.string(),
          order: z.string().nullish(),
          resources: z.array(z.looseObject({ path: z.string() })),
        }),
      ),
    }),
  ),
});

/**
 * `release.json` of a release that was written again: its sums, its sizes, the note, and the order of the rows where
 * another identifier broke it: the next release is not to be compared row by row with what is no longer sorted.
 */
export async function withErratum(
  text: string,
  root: string,
  files: readonly Rewritten[],
  note: FileDigest & { path: string },
): Promise<string> {
  const resummed = resumValue(JSON.parse(text), files);
  const manifest = Told.safeParse(resummed).data;
  if (!manifest) return written(resummed);
  const paths = new Set(files.map(({ path }) => path));
  for (const table of manifest.datasets.flatMap(({ tables }) => tables)) {
    const csv = table.resources.find(({ path }) => path.endsWith(`/${table.name}.csv`));
    if (csv && paths.has(csv.path) && table.order != null) table.order = await orderIn(root, csv.path, table);
  }
  const resource: ManifestResource = {
    title: 'Erratum',
    description: 'Ce qui a été effacé de cette version après sa publication, et les fichiers qui ont changé.',
    type: 'documentation',
    format: 'md',
    mime: 'text/markdown',
    ...note,
  };
  manifest.documents = [...manifest.documents.filter(({ path }) => path !== ERRATUM), resource];
  return written(manifest);
}

/** The order that the rows are said to be in, if they still are. */
async function orderIn(
  root: string,
  path: string,
  { name, order }: { name: string; order?: string | null },
): Promise<string | null> {
  const table = CATALOGUE.flatMap(({ tables }) => tables).find((each) => each.name === name);
  if (!table) return null;
  const sorted = new SortedRows(orderOf(table));
  const rows = new TableRows(table, createReadStream(join(root, path), { encoding: 'utf8' }));
  for (await rows.advance(); rows.row; await rows.advance()) {
    const { row } = rows;
    sorted.look(table.columns.map((column, at) => cellOf(column, row[at] ?? '')));
  }
  return sorted.told === order ? sorted.told : null;
}

function written(manifest: unknown): string {
  return `${JSON.stringify(manifest, null, 2)}\n`;
}
