import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import type { Cell } from '../../openData/column.ts';
import type { Table } from '../../openData/table.ts';
import { toCsv } from '../../openData/toCsv.ts';
import { toJson } from '../../openData/toJson.ts';
import { toTableSchema } from '../../openData/toTableSchema.ts';
import { CATALOGUE } from '../catalogue.ts';
import type { Manifest, ManifestResource, ManifestTable } from '../exportsDirectory/manifest.ts';
import { prettyJson, writeRows, writeTextFile } from '../exportsDirectory/outputFile.ts';
import type { IntactRelease } from '../exportsDirectory/releaseFiles.ts';
import { type CsvChunks, CsvRowReader } from './CsvRowReader.ts';
import { type ChangeLine, changeCells, changeLines, changementsTable, replacementLine } from './changesTable.ts';
import { type ColumnReplacement, compareRows } from './compareRows.ts';
import { ReleaseNotes } from './ReleaseNotes.ts';
import { orderOf } from './rowOrder.ts';

export const CHANGES = 'changements';
export const RELEASE_NOTES = 'NOUVEAUTES.md';

/** A release that is being written, as far as its tables. */
interface CurrentTables extends Pick<Manifest, 'version' | 'referenceDay'> {
  readonly root: string;
  readonly modified: Date;
  readonly tables: readonly ManifestTable[];
}

/** Writes what changed in the tables since the release before: line by line for programs, and in words for people. */
export async function writeChanges(
  exports: string,
  { name, manifest: before }: IntactRelease,
  now: CurrentTables,
): Promise<{ count: number; documents: ManifestResource[] }> {
  const news = new ReleaseNotes();
  let count = 0;
  const schema = prettyJson(toTableSchema(changementsTable));
  const described = await writeTextFile(join(now.root, `${CHANGES}.schema.json`), schema, now.modified);
  const [csv, json] = await writeRows(
    [
      { path: join(now.root, `${CHANGES}.csv`), writer: toCsv(changementsTable) },
      { path: join(now.root, `${CHANGES}.json`), writer: toJson(changementsTable) },
    ],
    now.modified,
    changeBatches(diffReleases(join(exports, name), before, now, news), () => count++),
  );
  const inWords = await writeTextFile(join(now.root, RELEASE_NOTES), news.text(before, now), now.modified);
  const { title, description } = changementsTable;
  const isJson = { format: 'json', mime: 'application/json' };
  const files = [
    { file: csv, title: `${title} (CSV)`, format: 'csv', mime: 'text/csv', path: `${CHANGES}.csv` },
    { file: json, title: `${title} (JSON)`, ...isJson, path: `${CHANGES}.json` },
    { file: described, title: `${title} (Table Schema)`, ...isJson, path: `${CHANGES}.schema.json` },
    { file: inWords, title: 'Nouveautés', format: 'md', mime: 'text/markdown', path: RELEASE_NOTES },
  ];
  const documents = files.flatMap(({ file, ...resource }) =>
    file ? [{ ...resource, description, type: 'update' as const, ...file }] : [],
  );
  return { count, documents };
}

async function* diffReleases(
  folder: string,
  before: Manifest,
  now: CurrentTables,
  news: ReleaseNotes,
): AsyncGenerator<ChangeLine> {
  for (const { slug, tables } of CATALOGUE) {
    for (const table of tables) {
      const old = before.datasets.flatMap((dataset) => dataset.tables).find(({ name }) => name === table.name);
      const written = now.tables.find(({ name }) => name === table.name);
      const path = old?.resources[0]?.path;
      // Most tables are as they were: their sums say so.
      if (old?.resources[0]?.sha256 === written?.resources[0]?.sha256) continue;
      const order = written?.order === old?.order && written?.order != null ? orderOf(table) : null;
      const shift = order && referenceDayReplacement(table, before.referenceDay, now.referenceDay);
      if (shift) yield replacementLine(table, shift);
      const was = new CsvRowReader(table, path === undefined ? [] : readCsv(join(folder, path)));
      const is = new CsvRowReader(table, readCsv(join(now.root, slug, `${table.name}.csv`)));
      for await (const change of compareRows(table, order, was, is, shift)) {
        news.add(table, change);
        yield* changeLines(table, change);
      }
    }
  }
}

/** The column of the reference day, when it changed in all rows alike. */
function referenceDayReplacement(
  { columns, primaryKey, referenceDay }: Table,
  from: string,
  to: string,
): ColumnReplacement | null {
  const column = columns.findIndex(({ name }) => name === referenceDay);
  return column === -1 || primaryKey.length === 0 || from === to ? null : { column, from, to };
}

function readCsv(path: string): CsvChunks {
  return createReadStream(path, { highWaterMark: 256 * 1024 });
}

const BATCH = 1_000;

async function* changeBatches(changes: AsyncIterable<ChangeLine>, onChange: () => void): AsyncGenerator<Cell[][]> {
  let batch: Cell[][] = [];
  for await (const change of changes) {
    onChange();
    batch.push(changeCells(change));
    if (batch.length === BATCH) {
      yield batch;
      batch = [];
    }
  }
  if (batch.length > 0) yield batch;
}
