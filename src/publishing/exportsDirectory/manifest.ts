import { createHash } from 'node:crypto';
import { z } from 'zod';
import { selectOf, type Table } from '../../openData/table.ts';
import { toTableSchema } from '../../openData/toTableSchema.ts';
import { CATALOGUE, LICENCE } from '../catalogue.ts';

const ManifestColumn = z.object({
  name: z.string(),
  title: z.string(),
  type: z.string(),
  description: z.string(),
  required: z.boolean(),
});

const ManifestResource = z.object({
  title: z.string(),
  description: z.string(),
  /** What it is for, in the words of data.gouv.fr. */
  type: z.enum(['main', 'documentation', 'update', 'other']),
  format: z.string(),
  mime: z.string(),
  /** Within the release: `<dataset>/<file>`, or `<file>` at its root. */
  path: z.string(),
  bytes: z.number(),
  sha1: z.string(),
  sha256: z.string(),
});

const ManifestTable = z.object({
  name: z.string(),
  title: z.string(),
  description: z.string(),
  rows: z.number(),
  /** The order of its rows, by which the next release is compared with this one; null when they have not kept it. */
  order: z.string().nullable(),
  /** The earliest day in its cells; null when there is none. */
  earliest: z.iso.date().nullable(),
  columns: z.array(ManifestColumn),
  /** CSV, JSON, CSV for spreadsheets and Table Schema. */
  resources: z.array(ManifestResource),
});

const ManifestDataset = z.object({
  slug: z.string(),
  title: z.string(),
  description: z.string(),
  summary: z.string(),
  licence: z.string(),
  frequency: z.string(),
  keywords: z.array(z.string()),
  tables: z.array(ManifestTable).min(1),
  /** What stands beside the tables, and is of the whole dataset. */
  documents: z.array(ManifestResource),
});

/** `release.json`: what a release holds, for the graph, the pages and the publication. */
export const Manifest = z.object({
  version: z.number(),
  instant: z.iso.datetime(),
  /** The day, in Paris, that current phases and teams are those of. */
  referenceDay: z.iso.date(),
  fingerprint: z.string(),
  licence: z.object({ datagouv: z.string(), spdx: z.string(), title: z.string(), url: z.string() }),
  /** The release that `changements` starts from, and how many lines it has; null when there was none. */
  previous: z.object({ name: z.string(), version: z.number(), changes: z.number() }).nullable(),
  datasets: z.array(ManifestDataset),
  /** What stands at the root, and is of the whole release. */
  documents: z.array(ManifestResource),
});
export type Manifest = z.infer<typeof Manifest>;
export type ManifestDataset = z.infer<typeof ManifestDataset>;
export type ManifestTable = z.infer<typeof ManifestTable>;
export type ManifestResource = z.infer<typeof ManifestResource>;

/** Every file of a release but the manifest itself and the sums. */
export function filesOf({ datasets, documents }: Pick<Manifest, 'datasets' | 'documents'>): ManifestResource[] {
  const ofDatasets = datasets.map(({ tables, documents: beside }) => [
    ...tables.map((table) => table.resources),
    beside,
  ]);
  return [...ofDatasets.flat(2), ...documents];
}

/** The part of the manifest of a table that does not depend on its rows. */
export function describeTable({ name, title, description, columns }: Table) {
  const shown = columns.map(({ name, title, type, description, required }) => {
    return { name, title, type, description, required };
  });
  return { name, title, description, columns: shown };
}

/**
 * A hash of all that the files of a release depend on beside the register: the declarations, the SELECTs, and the
 * address that links start with.
 */
export function definitionsHash(publicUrl: string): string {
  const definitions = CATALOGUE.map((dataset) => ({
    ...dataset,
    tables: dataset.tables.map((table) => [toTableSchema(table), selectOf(table, {})]),
  }));
  return createHash('sha256')
    .update(JSON.stringify([FILE_FORMAT, LICENCE, publicUrl, definitions]))
    .digest('hex');
}

/** To be raised when the files are written differently: quoting, layout, what stands beside them. */
const FILE_FORMAT = 2;
