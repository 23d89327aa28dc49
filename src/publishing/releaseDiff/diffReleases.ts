import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import type { SortedTable } from '../../openData/table.ts';
import type { Manifest } from '../exportsDirectory/manifest.ts';
import type { IntactRelease } from '../exportsDirectory/releaseFiles.ts';
import { type CsvChunks, CsvRowReader } from './CsvRowReader.ts';
import { type ChangeLine, changeLines, replacementLine } from './changesTable.ts';
import { type ColumnReplacement, compareRows, type RowChange } from './compareRows.ts';
import { orderOf } from './rowOrder.ts';

/** What the diff needs of a release: its directory, its reference day, and the tables of its manifest. */
export interface ComparedRelease extends Pick<Manifest, 'version' | 'referenceDay'> {
  readonly root: string;
  readonly tables: readonly ComparedTable[];
}

export interface ComparedTable {
  readonly name: string;
  readonly order: string | null;
  /** The first one is the CSV. */
  readonly resources: readonly { readonly path: string; readonly sha256: string }[];
}

export function comparedRelease(directory: string, { name, manifest }: IntactRelease): ComparedRelease {
  const tables = manifest.datasets.flatMap((dataset) => dataset.tables);
  return { root: join(directory, name), version: manifest.version, referenceDay: manifest.referenceDay, tables };
}

/**
 * The changes of the tables between two releases, in constant memory.
 * @param tables the tables of the second release, in their order.
 */
export async function* diffReleases<T extends SortedTable>(
  from: ComparedRelease,
  to: ComparedRelease,
  tables: readonly T[],
  onChange: (table: T, change: RowChange) => void = () => undefined,
): AsyncGenerator<ChangeLine> {
  for (const table of tables) {
    const [before, after] = [from, to].map((release) => release.tables.find(({ name }) => name === table.name));
    // Most tables have not changed: their checksums are equal.
    if (before?.resources[0]?.sha256 === after?.resources[0]?.sha256) continue;
    const declaredOrder = orderOf(table);
    const isMergeable = before?.order === after?.order && after?.order === declaredOrder.description;
    const order = isMergeable ? declaredOrder : null;
    const replacement = order && referenceDayReplacement(table, from.referenceDay, to.referenceDay);
    if (replacement) yield replacementLine(table, replacement);
    const beforeRows = new CsvRowReader(table, readCsv(from, before));
    const afterRows = new CsvRowReader(table, readCsv(to, after));
    try {
      for await (const change of compareRows(table, order, beforeRows, afterRows, replacement)) {
        onChange(table, change);
        yield* changeLines(table, change);
      }
    } finally {
      beforeRows.close();
      afterRows.close();
    }
  }
}

/** The column of the reference day, if the day changed: it has the same value in all rows. */
function referenceDayReplacement(
  { columns, primaryKey, referenceDay }: SortedTable,
  from: string,
  to: string,
): ColumnReplacement | null {
  const column = columns.findIndex(({ name }) => name === referenceDay);
  return column === -1 || primaryKey.length === 0 || from === to ? null : { column, from, to };
}

function readCsv({ root }: ComparedRelease, table: ComparedTable | undefined): CsvChunks {
  const path = table?.resources[0]?.path;
  return path === undefined ? [] : createReadStream(join(root, path), { highWaterMark: 256 * 1024 });
}
