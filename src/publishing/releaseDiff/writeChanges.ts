import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import type { Cell } from '../../openData/column.ts';
import { csvWriter } from '../../openData/csvWriter.ts';
import { jsonWriter } from '../../openData/jsonWriter.ts';
import type { Table } from '../../openData/table.ts';
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

/** The release that is being written: its tables are complete. */
interface CurrentTables extends Pick<Manifest, 'version' | 'referenceDay'> {
  readonly root: string;
  readonly modified: Date;
  readonly tables: readonly ManifestTable[];
}

/** Writes the changes of the tables since the previous release: `changements.*` for programs, `NOUVEAUTES.md` for people. */
export async function writeChanges(
  directory: string,
  { name, manifest: previous }: IntactRelease,
  current: CurrentTables,
): Promise<{ count: number; documents: ManifestResource[] }> {
  const notes = new ReleaseNotes();
  let count = 0;
  const schema = prettyJson(toTableSchema(changementsTable));
  const schemaFile = await writeTextFile(join(current.root, `${CHANGES}.schema.json`), schema, current.modified);
  const [csv, json] = await writeRows(
    [
      { path: join(current.root, `${CHANGES}.csv`), writer: csvWriter(changementsTable) },
      { path: join(current.root, `${CHANGES}.json`), writer: jsonWriter(changementsTable) },
    ],
    current.modified,
    changeBatches(diffReleases(join(directory, name), previous, current, notes), () => count++),
  );
  const notesFile = await writeTextFile(
    join(current.root, RELEASE_NOTES),
    notes.text(previous, current),
    current.modified,
  );
  const { title, description } = changementsTable;
  const jsonFormat = { format: 'json', mime: 'application/json' };
  const files = [
    { file: csv, title: `${title} (CSV)`, format: 'csv', mime: 'text/csv', path: `${CHANGES}.csv` },
    { file: json, title: `${title} (JSON)`, ...jsonFormat, path: `${CHANGES}.json` },
    { file: schemaFile, title: `${title} (Table Schema)`, ...jsonFormat, path: `${CHANGES}.schema.json` },
    { file: notesFile, title: 'Nouveautés', format: 'md', mime: 'text/markdown', path: RELEASE_NOTES },
  ];
  const documents = files.flatMap(({ file, ...resource }) =>
    file ? [{ ...resource, description, type: 'update' as const, ...file }] : [],
  );
  return { count, documents };
}

async function* diffReleases(
  previousFolder: string,
  previous: Manifest,
  current: CurrentTables,
  notes: ReleaseNotes,
): AsyncGenerator<ChangeLine> {
  for (const { slug, tables } of CATALOGUE) {
    for (const table of tables) {
      const previousTable = previous.datasets
        .flatMap((dataset) => dataset.tables)
        .find(({ name }) => name === table.name);
      const currentTable = current.tables.find(({ name }) => name === table.name);
      const path = previousTable?.resources[0]?.path;
      // Most tables have not changed: their checksums are equal.
      if (previousTable?.resources[0]?.sha256 === currentTable?.resources[0]?.sha256) continue;
      const order = currentTable?.order === previousTable?.order && currentTable?.order != null ? orderOf(table) : null;
      const replacement = order && referenceDayReplacement(table, previous.referenceDay, current.referenceDay);
      if (replacement) yield replacementLine(table, replacement);
      const previousRows = new CsvRowReader(table, path === undefined ? [] : readCsv(join(previousFolder, path)));
      const currentRows = new CsvRowReader(table, readCsv(join(current.root, slug, `${table.name}.csv`)));
      for await (const change of compareRows(table, order, previousRows, currentRows, replacement)) {
        notes.add(table, change);
        yield* changeLines(table, change);
      }
    }
  }
}

/** The column of the reference day, if the day changed: it has the same value in all rows. */
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
