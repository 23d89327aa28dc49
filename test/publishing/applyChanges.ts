import { z } from 'zod';
import type { Cell } from '../../src/openData/column.ts';
import { csvCell, parseCsvCell } from '../../src/openData/csvWriter.ts';
import type { Table } from '../../src/openData/table.ts';
import { type CsvChunks, type CsvRow, CsvRowReader } from '../../src/publishing/releaseDiff/CsvRowReader.ts';
import { type ChangeLine, rowIdentifier, rowJson } from '../../src/publishing/releaseDiff/changesTable.ts';
import { orderOf } from '../../src/publishing/releaseDiff/rowOrder.ts';

/**
 * Makes the rows of a table in one release from its CSV in the release before and from `changements`: written by
 * `csvWriter` and `jsonWriter`, they are its files, byte for byte. Fails on changes that are not those of that release.
 * @param changes all of them, or those of this table, in their order.
 */
export async function* applyChanges(
  table: Table,
  csv: CsvChunks,
  changes: AsyncIterable<ChangeLine> | Iterable<ChangeLine>,
): AsyncGenerator<Cell[]> {
  const order = orderOf(table);
  const rows = new CsvRowReader(table, csv);
  const shifts: ChangeLine[] = [];
  let edits = new Map<string, string>();
  await rows.advance();

  const passed = async (row: CsvRow): Promise<Cell[]> => {
    const cells = table.columns.map((column, at) => {
      const text = row[at] ?? '';
      const shift = shifts.find(({ colonne, avant }) => colonne === column.name && (avant ?? '') === text);
      return parseCsvCell(column, edits.get(column.name) ?? (shift ? (shift.apres ?? '') : text));
    });
    edits = new Map();
    await rows.advance();
    return cells;
  };

  for await (const change of changes) {
    const { colonne, identifiant, avant, apres } = change;
    if (change.table !== table.name) continue;
    if (colonne !== null && identifiant === null) {
      shifts.push(change);
    } else if (colonne === null && apres !== null) {
      const added = readRow(table, apres);
      const key = order.keyOf(added);
      while (rows.row && order.compare(order.keyOf(rows.row), key) < 0) yield await passed(rows.row);
      yield added;
    } else {
      const isMeant = (row: CsvRow) =>
        colonne === null ? rowJson(table, row) === avant : rowIdentifier(table, row) === identifiant;
      while (rows.row && !isMeant(rows.row)) yield await passed(rows.row);
      const at = table.columns.findIndex(({ name }) => name === colonne);
      if (!rows.row || (colonne !== null && (rows.row[at] || null) !== avant)) {
        throw new Error(`${table.name}: the row before ${JSON.stringify(change)} is not there`);
      }
      if (colonne === null) await rows.advance();
      else edits.set(colonne, apres ?? '');
    }
  }
  while (rows.row) yield await passed(rows.row);
}

const JsonRow = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.string()), z.null()]));

/** The cells of a row that a change has as JSON. */
function readRow({ columns }: Table, text: string): Cell[] {
  const row = JsonRow.parse(JSON.parse(text));
  return columns.map((column) => parseCsvCell(column, csvCell(row[column.name] ?? null)));
}
