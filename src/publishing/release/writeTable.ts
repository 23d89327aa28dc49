import { join } from 'node:path';
import type { Cell } from '../../openData/column.ts';
import { selectOf } from '../../openData/select.ts';
import type { Table } from '../../openData/table.ts';
import { cellsOf } from '../../openData/table.ts';
import { toCsv } from '../../openData/toCsv.ts';
import { toJson } from '../../openData/toJson.ts';
import { toSpreadsheet } from '../../openData/toSpreadsheet.ts';
import { toTableSchema } from '../../openData/toTableSchema.ts';
import { orderOf } from '../changes/rowOrder.ts';
import { SortedRows } from '../changes/sortedRows.ts';
import type { ManifestResource, ManifestTable } from '../files/manifest.ts';
import { describe } from '../files/manifest.ts';
import type { FileDigest } from '../files/outputFile.ts';
import { writeWhole } from '../files/outputFile.ts';
import { writeSideBySide } from '../files/writeSideBySide.ts';
import { EarliestDay } from './earliestDay.ts';
import type { Snapshot } from './snapshot.ts';

/** Where the files of a table go, and what day it is for them. */
export interface Destination {
  readonly root: string;
  /** The slug of the dataset: the folder within the root. */
  readonly folder: string;
  readonly referenceDay: string;
  readonly modified: Date;
}

/** Writes the four files of a table. */
export async function writeTable(snapshot: Snapshot, table: Table, to: Destination): Promise<ManifestTable> {
  const pathOf = (extension: string) => `${to.folder}/${table.name}.${extension}`;
  const told = { rows: 0, sorted: new SortedRows(orderOf(table)), earliest: new EarliestDay(table) };
  const schema = `${JSON.stringify(toTableSchema(table), null, 2)}\n`;
  const described = await writeWhole(join(to.root, pathOf('schema.json')), schema, to.modified);
  const written = await writeSideBySide(
    [
      { path: join(to.root, pathOf('csv')), writer: toCsv(table) },
      { path: join(to.root, pathOf('json')), writer: toJson(table) },
      { path: join(to.root, pathOf('tableur.csv')), writer: toSpreadsheet(table) },
    ],
    to.modified,
    rowsOf(snapshot, table, to.referenceDay, (row) => {
      told.rows++;
      told.sorted.look(row);
      told.earliest.look(row);
    }),
  );
  return {
    ...describe(table),
    rows: told.rows,
    order: told.sorted.told,
    earliest: told.earliest.day,
    resources: filesOfTable(table, pathOf, [...written, described]),
  };
}

async function* rowsOf(
  snapshot: Snapshot,
  table: Table,
  referenceDay: string,
  look: (row: Cell[]) => void,
): AsyncGenerator<Cell[][]> {
  for await (const batch of snapshot.batches(selectOf(table, { on: referenceDay }))) {
    const rows = batch.map((row) => cellsOf(table, row));
    for (const row of rows) look(row);
    yield rows;
  }
}

function filesOfTable(
  { title, description }: Table,
  pathOf: (extension: string) => string,
  written: readonly FileDigest[],
): ManifestResource[] {
  const kinds = [
    [
      'csv',
      'CSV',
      'csv',
      'text/csv',
      'main',
      `${description} CSV en UTF-8, séparé par des virgules : pour les programmes.`,
    ],
    [
      'json',
      'JSON',
      'json',
      'application/json',
      'main',
      `${description} Les mêmes lignes que le CSV, en un tableau JSON d’objets.`,
    ],
    [
      'tableur.csv',
      'CSV pour tableur',
      'csv',
      'text/csv',
      'other',
      `${description} Les mêmes lignes, pour les ouvrir d’un double clic dans un tableur : points-virgules, virgule décimale, et aucun texte qui puisse être pris pour une formule.`,
    ],
    [
      'schema.json',
      'Table Schema',
      'json',
      'application/json',
      'documentation',
      `Description des colonnes de la table « ${title} », au format Table Schema.`,
    ],
  ] as const;
  return kinds.flatMap(([extension, kind, format, mime, type, said], at) => {
    const file = written[at];
    return file
      ? [{ title: `${title} (${kind})`, description: said, type, format, mime, path: pathOf(extension), ...file }]
      : [];
  });
}
