import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { CodeList } from '../../graphql/codeList.ts';
import { selectOf, type Table } from '../../openData/table.ts';
import { CATALOGUE, LICENCE } from '../catalogue.ts';
import { ContactPoint, DatasetSource, DEFAULT_PROVENANCE, type Provenance, Publisher } from '../provenance.ts';
import { publishedSchema } from '../tableSchemas.ts';

const ManifestCode = z.object({ code: z.string(), label: z.string(), definition: z.string().nullable() });

const ManifestColumn = z.object({
  name: z.string(),
  title: z.string(),
  type: z.string(),
  /** The format of Table Schema, such as `uri`; null for the default format. Releases of earlier versions have none. */
  format: z.string().nullable().default(null),
  description: z.string(),
  required: z.boolean(),
  /** The present codes of a coded column. Releases of earlier versions have none. */
  codes: z.array(ManifestCode).default([]),
});

const ManifestResource = z.object({
  title: z.string(),
  description: z.string(),
  /** The purpose of the resource, as data.gouv.fr names it. */
  type: z.enum(['main', 'documentation', 'update', 'other']),
  format: z.string(),
  mime: z.string(),
  /** The path within the release: `<dataset>/<file>`, or `<file>` at the root. */
  path: z.string(),
  bytes: z.number(),
  sha1: z.string(),
  sha256: z.string(),
  /** When its bytes last changed: an unchanged file keeps the instant of an earlier release. Absent in releases of earlier versions. */
  modified: z.iso.datetime().optional(),
});

const ManifestTable = z.object({
  name: z.string(),
  title: z.string(),
  description: z.string(),
  rows: z.number(),
  /** The order of the rows (see `RowOrder.description`), for the diff of the next release; null if they are not sorted. */
  order: z.string().nullable(),
  /** The earliest and the latest date in the cells, the reference day excepted; null if no cell has a date. */
  earliest: z.iso.date().nullable(),
  latest: z.iso.date().nullable().default(null),
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
  /** The days that its rows cover; null in releases of earlier versions. */
  temporal: z.object({ start: z.iso.date(), end: z.iso.date() }).nullable().default(null),
  /** The names of its sources. */
  sources: z.array(z.string()).default([]),
  /** How to cite the dataset; empty in releases of earlier versions. */
  citation: z.string().default(''),
  /** The documents of the whole dataset, such as its dictionary. */
  documents: z.array(ManifestResource),
});

/** `release.json`: the contents of a release. The GraphQL API, the pages and the publication read it. */
export const Manifest = z.object({
  version: z.number(),
  instant: z.iso.datetime(),
  /** The day, in Paris, for which the tables give current phases and teams. */
  referenceDay: z.iso.date(),
  /** The result of `definitionsHash`. */
  fingerprint: z.string(),
  licence: z.object({ datagouv: z.string(), spdx: z.string(), title: z.string(), url: z.string() }),
  publisher: Publisher.default(DEFAULT_PROVENANCE.publisher),
  contactPoint: ContactPoint.nullable().default(null),
  repository: z.string().nullable().default(null),
  /** Every source that the register imported. */
  sources: z.array(DatasetSource).default([]),
  citation: z.string().default(''),
  /** The release that `changements` compares with, and its number of lines; null in the first release. */
  previous: z.object({ name: z.string(), version: z.number(), changes: z.number() }).nullable(),
  datasets: z.array(ManifestDataset),
  /** The documents of the whole release, at its root. */
  documents: z.array(ManifestResource),
});
export type Manifest = z.infer<typeof Manifest>;
export type ManifestDataset = z.infer<typeof ManifestDataset>;
export type ManifestTable = z.infer<typeof ManifestTable>;
export type ManifestResource = z.infer<typeof ManifestResource>;

/** Every file of a release except `release.json` and `SHA256SUMS`. */
export function filesOf({ datasets, documents }: Pick<Manifest, 'datasets' | 'documents'>): ManifestResource[] {
  const datasetFiles = datasets.map(({ tables, documents: ownDocuments }) => [
    ...tables.map((table) => table.resources),
    ownDocuments,
  ]);
  return [...datasetFiles.flat(2), ...documents];
}

/** The part of a table in the manifest that does not depend on its rows. */
export function describeTable({ name, title, description, columns }: Table) {
  const columnMetadata = columns.map(({ name, title, type, format = null, description, required, codes }) => {
    return { name, title, type, format, description, required, codes: presentCodes(codes) };
  });
  return { name, title, description, columns: columnMetadata };
}

function presentCodes({ codes }: CodeList = { codes: [] }): z.infer<typeof ManifestCode>[] {
  return codes
    .filter(({ replacedBy }) => replacedBy === null)
    .map(({ code, label, definition }) => ({ code, label, definition }));
}

/** The settings that the files of a release depend on. */
export interface DefinitionSettings {
  readonly bundles: boolean;
  readonly provenance: Provenance;
}

/**
 * The hash of everything that the files of a release depend on, except the data of the register: the declarations of the
 * tables, their SELECTs, and the settings.
 */
export function definitionsHash({ bundles, provenance }: DefinitionSettings): string {
  const definitions = CATALOGUE.map((dataset) => ({
    ...dataset,
    tables: dataset.tables.map((table) => [publishedSchema(table, provenance), table.foreignKeys, selectOf(table, {})]),
  }));
  return createHash('sha256')
    .update(JSON.stringify([FILE_FORMAT, LICENCE, bundles, provenance, definitions]))
    .digest('hex');
}

/** Increment it when the same data gives other files: another quoting, another layout, an additional file. */
const FILE_FORMAT = 4;
