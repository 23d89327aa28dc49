import { join } from 'node:path';
import { selectOf } from '../opendata/select.ts';
import type { Table } from '../opendata/table.ts';
import { cellsOf } from '../opendata/table.ts';
import { toCsv } from '../opendata/toCsv.ts';
import { toJson } from '../opendata/toJson.ts';
import { toTableSchema } from '../opendata/toTableSchema.ts';
import type { ManifestResource, ManifestTable } from './manifest.ts';
import { describe } from './manifest.ts';
import type { OutputFile, Written } from './outputFile.ts';
import { withFile, writeWhole } from './outputFile.ts';
import type { Snapshot } from './snapshot.ts';

/** Where the files of a table go, and what day it is for them. */
export interface Destination {
  readonly root: string;
  /** The slug of the dataset: the folder within the root. */
  readonly folder: string;
  readonly referenceDay: string;
  readonly modified: Date;
}

/** Writes the three files of a table. */
export async function writeTable(snapshot: Snapshot, table: Table, to: Destination): Promise<ManifestTable> {
  const pathOf = (extension: string) => `${to.folder}/${table.name}.${extension}`;
  const schema = `${JSON.stringify(toTableSchema(table), null, 2)}\n`;
  const described = await writeWhole(join(to.root, pathOf('schema.json')), schema, to.modified);
  const { rows, csv, json } = await withFile(join(to.root, pathOf('csv')), to.modified, (csvFile) =>
    withFile(join(to.root, pathOf('json')), to.modified, (jsonFile) =>
      writeRows(snapshot, table, to.referenceDay, csvFile, jsonFile),
    ),
  );
  return {
    ...describe(table),
    rows,
    resources: [
      resource(`${table.title} (CSV)`, 'csv', 'text/csv', pathOf('csv'), csv),
      resource(`${table.title} (JSON)`, 'json', 'application/json', pathOf('json'), json),
      resource(`${table.title} (Table Schema)`, 'json', 'application/json', pathOf('schema.json'), described),
    ],
  };
}

/** Writes CSV and JSON side by side, from the same cells, read once. */
async function writeRows(
  snapshot: Snapshot,
  table: Table,
  referenceDay: string,
  csvFile: OutputFile,
  jsonFile: OutputFile,
): Promise<{ rows: number; csv: Written; json: Written }> {
  const csv = toCsv(table);
  const json = toJson(table);
  let count = 0;
  await csvFile.write(csv.opening());
  await jsonFile.write(json.opening());
  for await (const batch of snapshot.batches(selectOf(table, { on: referenceDay }))) {
    const rows = batch.map((row) => cellsOf(table, row));
    await csvFile.write(csv.rows(rows));
    await jsonFile.write(json.rows(rows));
    count += rows.length;
  }
  await csvFile.write(csv.closing());
  await jsonFile.write(json.closing());
  return { rows: count, csv: await csvFile.finish(), json: await jsonFile.finish() };
}

function resource(title: string, format: string, mime: string, path: string, written: Written): ManifestResource {
  return { title, format, mime, path, ...written };
}
