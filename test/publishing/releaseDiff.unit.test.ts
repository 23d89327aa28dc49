import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Cell } from '../../src/openData/column.ts';
import { csvWriter } from '../../src/openData/csvWriter.ts';
import { jsonWriter } from '../../src/openData/jsonWriter.ts';
import type { Table } from '../../src/openData/table.ts';
import type { Writer } from '../../src/openData/writer.ts';
import { CATALOGUE } from '../../src/publishing/catalogue.ts';
import { CsvRowReader } from '../../src/publishing/releaseDiff/CsvRowReader.ts';
import { type ChangeLine, changeLines, replacementLine } from '../../src/publishing/releaseDiff/changesTable.ts';
import { compareRows } from '../../src/publishing/releaseDiff/compareRows.ts';
import { orderOf, SortChecker } from '../../src/publishing/releaseDiff/rowOrder.ts';
import { randomRuns } from '../support/tier.ts';
import { applyChanges } from './applyChanges.ts';
import { AFTER, BEFORE, rowsOf } from './randomRows.ts';

const tables = CATALOGUE.flatMap((dataset) => dataset.tables);
/** The table `themes` with its first two columns. */
const THEMES = { ...tableOf('themes'), columns: tableOf('themes').columns.slice(0, 2) };

describe('changes', () => {
  it.each(tables)('$name: applied to the table before, give the table after, byte for byte', async (table) => {
    await fc.assert(
      fc.asyncProperty(rowsOf(table, BEFORE), rowsOf(table, AFTER), async (was, is) => {
        const changes = await changesBetween(table, was, is);
        const made = await collected(applyChanges(table, pieces(csvOf(table, was)), changes));
        expect(csvOf(table, made)).toBe(csvOf(table, is));
        expect(written(jsonWriter(table), made)).toBe(written(jsonWriter(table), is));
      }),
      randomRuns(6, 60),
    );
  });

  it.each(tables)('$name: say nothing of a table that is as it was', async (table) => {
    await fc.assert(
      fc.asyncProperty(rowsOf(table, BEFORE), async (rows) => {
        expect(await changesBetween(table, rows, rows)).toEqual([]);
      }),
      randomRuns(5, 20),
    );
  });

  it('replace the whole table if the rows are not sorted', async () => {
    const table = THEMES;
    const was: Cell[][] = [
      ['a', 'A'],
      ['b', 'B'],
    ];
    const is: Cell[][] = [
      ['c', 'C'],
      ['a', 'A'],
      ['c', 'C'],
    ];
    const changes = await changesBetween(table, was, is);
    expect(changes.map(({ avant, apres }) => [avant === null, apres === null])).toEqual([
      [false, true],
      [false, true],
      [true, false],
      [true, false],
      [true, false],
    ]);
    const made = await collected(applyChanges(table, [csvOf(table, was)], changes));
    expect(made).toEqual(is);
  });

  it('have one line per cell of a new column', async () => {
    const table = THEMES;
    const old = 'identifiant\na\nb\n';
    const is: Cell[][] = [
      ['a', null],
      ['b', 'B'],
    ];
    const changes = await collected(lines(table, old, csvOf(table, is), true));
    expect(changes).toEqual([{ table: 'themes', identifiant: 'b', colonne: 'nom', avant: null, apres: 'B' }]);
    expect(await collected(applyChanges(table, [old], changes))).toEqual(is);
  });

  it('name a row by its key, a changed rank as a cell, and a new reference day once', async () => {
    const origins = tableOf('services_startups');
    expect(
      await changesBetween(
        origins,
        [
          ['s', 'a', 1],
          ['s', 'b', 2],
        ],
        [['s', 'b', 1]],
      ),
    ).toEqual([
      {
        table: 'services_startups',
        identifiant: '["s","a"]',
        colonne: null,
        avant: '{"service":"s","startup":"a","rang":1}',
        apres: null,
      },
      {
        table: 'services_startups',
        identifiant: '["s","b"]',
        colonne: 'rang',
        avant: '2',
        apres: '1',
      },
    ]);
    const teams = tableOf('equipes');
    const team = (startup: string, day: string, size: number): Cell[] => [
      startup,
      day,
      size,
      0,
      0,
      0,
      0,
      true,
      [],
      0,
      false,
      0,
      0,
      [],
      [],
    ];
    const was = [team('a', BEFORE, 1), team('b', BEFORE, 1)];
    expect(await changesBetween(teams, was, [team('a', AFTER, 1), team('b', AFTER, 2)])).toEqual([
      { table: 'equipes', identifiant: null, colonne: 'date_reference', avant: BEFORE, apres: AFTER },
      { table: 'equipes', identifiant: 'b', colonne: 'effectif', avant: '1', apres: '2' },
    ]);
  });

  it('of another release are rejected', async () => {
    const table = THEMES;
    const change = { table: 'themes', identifiant: 'a', colonne: 'nom', avant: 'B', apres: 'C' };
    await expect(collected(applyChanges(table, ['identifiant,nom\na,A\n'], [change]))).rejects.toThrow('is not there');
    await expect(collected(applyChanges(table, ['identifiant,nom\n'], [change]))).rejects.toThrow('is not there');
  });
});

describe('the CSV of a release', () => {
  it('is read back whatever the pieces that it comes in', async () => {
    const aCell = fc.oneof(fc.string(), fc.constantFrom('"', ',', '\n', '\r\n', '""', 'é"\n,'));
    const themes = THEMES;
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(aCell, aCell)), fc.integer({ min: 1, max: 9 }), async (rows, size) => {
        const csv = csvOf(
          themes,
          rows.map(([a, b]) => [a || null, b || null]),
        );
        const read = new CsvRowReader(themes, pieces(csv, size));
        const found = [];
        for (await read.advance(); read.row; await read.advance()) found.push(read.row);
        expect(found).toEqual(rows);
      }),
      randomRuns(20, 100),
    );
    await expect(new CsvRowReader(themes, ['identifiant,nom\na,"b']).advance()).rejects.toThrow('Quote Not Closed');
  });
});

async function collected<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

function tableOf(name: string): Table {
  const found = tables.find((table) => table.name === name);
  if (!found) throw new Error(`there is no table ${name}`);
  return { ...found };
}

function isSorted(table: Table, rows: readonly Cell[][]): boolean {
  const sorted = new SortChecker(orderOf(table));
  for (const row of rows) sorted.add(row);
  return sorted.order !== null;
}

async function changesBetween(table: Table, was: Cell[][], is: Cell[][]): Promise<ChangeLine[]> {
  const ordered = isSorted(table, was) && isSorted(table, is);
  return collected(lines(table, csvOf(table, was), csvOf(table, is), ordered));
}

async function* lines(table: Table, was: string, is: string, ordered: boolean): AsyncGenerator<ChangeLine> {
  const column = table.columns.findIndex(({ name }) => name === 'date_reference');
  const shifted = ordered && column !== -1 && was !== is && table.primaryKey.length > 0;
  const shift = shifted ? { column, from: BEFORE, to: AFTER } : null;
  if (shift) yield replacementLine(table, shift);
  const order = ordered ? orderOf(table) : null;
  const [before, after] = [new CsvRowReader(table, pieces(was)), new CsvRowReader(table, pieces(is))];
  for await (const change of compareRows(table, order, before, after, shift)) yield* changeLines(table, change);
}

function* pieces(text: string, size = 7): Generator<Uint8Array> {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

function written(writer: Writer, rows: Cell[][]): string {
  return writer.opening() + writer.rows(rows) + writer.closing();
}

function csvOf(table: Table, rows: Cell[][]): string {
  return written(csvWriter(table), rows);
}
