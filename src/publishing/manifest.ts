import { createHash } from 'node:crypto';
import { z } from 'zod';
import { selectOf } from '../opendata/select.ts';
import type { Table } from '../opendata/table.ts';
import { toTableSchema } from '../opendata/toTableSchema.ts';
import { CATALOGUE, LICENCE } from './catalogue.ts';

const ManifestColumn = z.object({
  name: z.string(),
  title: z.string(),
  type: z.string(),
  description: z.string(),
  required: z.boolean(),
});

const ManifestResource = z.object({
  title: z.string(),
  format: z.string(),
  mime: z.string(),
  /** Within the release: `<dataset>/<file>`. */
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
  columns: z.array(ManifestColumn),
  resources: z.array(ManifestResource),
});

const ManifestDataset = z.object({
  slug: z.string(),
  title: z.string(),
  description: z.string(),
  licence: z.string(),
  frequency: z.string(),
  keywords: z.array(z.string()),
  tables: z.array(ManifestTable).min(1),
});

/** `release.json`: what a release holds, told once for the graph, the pages and the publication. */
export const Manifest = z.object({
  /** The version of the register. */
  version: z.number(),
  /** When the register last changed. */
  instant: z.iso.datetime(),
  /** The day, in Paris, that current phases and teams are those of. */
  referenceDay: z.iso.date(),
  fingerprint: z.string(),
  licence: z.object({ datagouv: z.string(), spdx: z.string(), title: z.string(), url: z.string() }),
  datasets: z.array(ManifestDataset),
});
export type Manifest = z.infer<typeof Manifest>;
export type ManifestDataset = z.infer<typeof ManifestDataset>;
export type ManifestTable = z.infer<typeof ManifestTable>;
export type ManifestResource = z.infer<typeof ManifestResource>;

/** What is said of a table whatever it holds. */
export function describe({ name, title, description, columns }: Table): Omit<ManifestTable, 'rows' | 'resources'> {
  return {
    name,
    title,
    description,
    columns: columns.map((column) => ({
      name: column.name,
      title: column.title,
      type: column.type,
      description: column.description,
      required: column.required,
    })),
  };
}

/** Changes with anything that one same register would be told differently by: what is said, and what is read. */
export function fingerprintOfCatalogue(): string {
  const told = CATALOGUE.map((dataset) => ({
    ...dataset,
    tables: dataset.tables.map((table) => [toTableSchema(table), selectOf(table, {})]),
  }));
  return createHash('sha256')
    .update(JSON.stringify([FORMAT, LICENCE, told]))
    .digest('hex');
}

/** To be raised when the files are written differently: quoting, layout, what stands beside them. */
const FORMAT = 1;
