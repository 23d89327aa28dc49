import { join } from 'node:path';
import { fail } from '../../errors/errors.ts';
import type { Cell } from '../../openData/column.ts';
import { csvWriter } from '../../openData/csvWriter.ts';
import { jsonWriter } from '../../openData/jsonWriter.ts';
import { RELEASE_ROWS_UNSORTED } from '../../openData/openDataErrors.ts';
import { spreadsheetWriter } from '../../openData/spreadsheetWriter.ts';
import { cellsOf, selectOf, type Table } from '../../openData/table.ts';
import { excerpt } from '../../values/text.ts';
import { describeTable, type ManifestResource, type ManifestTable } from '../exportsDirectory/manifest.ts';
import { type FileDigest, prettyJson, writeRows, writeTextFile } from '../exportsDirectory/outputFile.ts';
import type { Provenance } from '../provenance.ts';
import { orderOf, SortChecker } from '../releaseDiff/rowOrder.ts';
import { publishedSchema } from '../tableSchemas.ts';
import type { ReleaseSnapshot } from './snapshot.ts';

/** The directory of the files of a table, their modification time, and the reference day of its rows. */
interface Destination {
  readonly root: string;
  /** The folder within the root: the slug of the dataset. */
  readonly folder: string;
  readonly referenceDay: string;
  readonly modified: Date;
  readonly provenance: Provenance;
}

/** Writes one table as CSV, JSON and CSV for spreadsheets in one pass over its rows, and its Table Schema. */
export async function writeTable(snapshot: ReleaseSnapshot, table: Table, to: Destination): Promise<ManifestTable> {
  const pathOf = (extension: string) => `${to.folder}/${table.name}.${extension}`;
  const stats: { rows: number; earliest: string | null; latest: string | null } = {
    rows: 0,
    earliest: null,
    latest: null,
  };
  const sortChecker = new SortChecker(orderOf(table));
  const dateColumns = table.columns.flatMap(({ type, name }, index) =>
    type === 'date' && name !== table.referenceDay ? [index] : [],
  );
  const schema = prettyJson(publishedSchema(table, to.provenance));
  const schemaFile = await writeTextFile(join(to.root, pathOf('schema.json')), schema, to.modified);
  const rowFiles = await writeRows(
    [
      { path: join(to.root, pathOf('csv')), writer: csvWriter(table) },
      { path: join(to.root, pathOf('json')), writer: jsonWriter(table) },
      { path: join(to.root, pathOf('tableur.csv')), writer: spreadsheetWriter(table) },
    ],
    to.modified,
    rowsOf(snapshot, table, to.referenceDay, (row) => {
      stats.rows++;
      sortChecker.add(row);
      for (const index of dateColumns) {
        const day = row[index];
        if (typeof day !== 'string') continue;
        if (stats.earliest === null || day < stats.earliest) stats.earliest = day;
        if (stats.latest === null || day > stats.latest) stats.latest = day;
      }
    }),
  );
  const { unsorted } = sortChecker;
  if (unsorted) {
    const value = excerpt(JSON.stringify(unsorted), 200);
    fail(RELEASE_ROWS_UNSORTED, { table: table.name, key: table.sortedBy, value });
  }
  return {
    ...describeTable(table),
    rows: stats.rows,
    order: sortChecker.order,
    earliest: stats.earliest,
    latest: stats.latest,
    resources: tableResources(table, pathOf, [...rowFiles, schemaFile]),
  };
}

async function* rowsOf(
  snapshot: ReleaseSnapshot,
  table: Table,
  referenceDay: string,
  onRow: (row: Cell[]) => void,
): AsyncGenerator<Cell[][]> {
  for await (const batch of snapshot.batches(selectOf(table, { on: referenceDay }))) {
    const rows = batch.map((row) => cellsOf(table, row));
    for (const row of rows) onRow(row);
    yield rows;
  }
}

/** The resources of the files of a table. `digests` has the digests of the files in the same order. */
function tableResources(
  table: Table,
  pathOf: (extension: string) => string,
  digests: readonly FileDigest[],
): ManifestResource[] {
  const files = [
    {
      extension: 'csv',
      kind: 'CSV',
      format: 'csv',
      mime: 'text/csv',
      type: 'main',
      description: `${table.description} Fichier CSV en UTF-8, séparé par des virgules, destiné aux programmes.`,
    },
    {
      extension: 'json',
      kind: 'JSON',
      format: 'json',
      mime: 'application/json',
      type: 'main',
      description: `${table.description} Fichier JSON : les mêmes lignes que le fichier CSV, sous la forme d’un tableau d’objets.`,
    },
    {
      extension: 'tableur.csv',
      kind: 'CSV pour tableur',
      format: 'csv',
      mime: 'text/csv',
      type: 'other',
      description: `${table.description} Fichier CSV destiné à un tableur en français : les mêmes lignes, séparées par des points-virgules, avec une virgule décimale et sans texte interprété comme une formule.`,
    },
    {
      extension: 'schema.json',
      kind: 'Table Schema',
      format: 'json',
      mime: 'application/json',
      type: 'documentation',
      description: `Description des colonnes de la table « ${table.title} », au format Table Schema.`,
    },
  ] as const;
  return files.flatMap(({ extension, kind, format, mime, type, description }, at) => {
    const digest = digests[at];
    return digest
      ? [{ title: `${table.title} (${kind})`, description, type, format, mime, path: pathOf(extension), ...digest }]
      : [];
  });
}
