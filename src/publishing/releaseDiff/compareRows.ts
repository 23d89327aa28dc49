import { keyCellOf, type SortedTable } from '../../openData/table.ts';
import type { CsvRow, CsvRowReader } from './CsvRowReader.ts';
import type { RowOrder } from './rowOrder.ts';

export type RowChange =
  | { readonly kind: 'added'; readonly after: CsvRow }
  | { readonly kind: 'removed'; readonly before: CsvRow }
  /** @property columns the indexes of the columns whose cells differ. */
  | { readonly kind: 'changed'; readonly before: CsvRow; readonly after: CsvRow; readonly columns: readonly number[] };

/** A column in which all cells changed from one value to another, such as the reference day. It is reported once. */
export interface ColumnReplacement {
  readonly column: number;
  readonly from: string;
  readonly to: string;
}

/**
 * Compares two states of a table by merging them, in constant memory. The changes come in the order of the rows.
 * @param order the order of both states; null if their orders differ. All rows are then reported as removed, then as added.
 */
export async function* compareRows(
  table: SortedTable,
  order: RowOrder | null,
  before: CsvRowReader,
  after: CsvRowReader,
  replacement: ColumnReplacement | null,
): AsyncGenerator<RowChange> {
  const isSameRow = sameRowTest(table);
  await before.advance();
  await after.advance();
  while (before.row || after.row) {
    const [beforeRow, afterRow] = [before.row, after.row];
    const comparison =
      beforeRow && afterRow && order
        ? order.compare(order.keyOf(beforeRow), order.keyOf(afterRow))
        : beforeRow
          ? -1
          : 1;
    if (beforeRow && afterRow && comparison === 0 && isSameRow(beforeRow, afterRow)) {
      const columns = changedColumns(beforeRow, afterRow, replacement);
      if (columns.length > 0) yield { kind: 'changed', before: beforeRow, after: afterRow, columns };
      await before.advance();
      await after.advance();
    } else if (beforeRow && comparison <= 0) {
      yield { kind: 'removed', before: beforeRow };
      await before.advance();
    } else if (afterRow) {
      yield { kind: 'added', after: afterRow };
      await after.advance();
    }
  }
}

/** Whether two rows are states of the same row: their primary keys are equal, or all cells in a table without a primary key. */
function sameRowTest(table: SortedTable): (a: CsvRow, b: CsvRow) => boolean {
  const names = table.primaryKey.length > 0 ? table.primaryKey : table.columns.map(({ name }) => name);
  const cells = names.map((name) => keyCellOf<string>(table, name));
  return (a, b) => cells.every((cellOf) => cellOf(a) === cellOf(b));
}

function changedColumns(before: CsvRow, after: CsvRow, replacement: ColumnReplacement | null): number[] {
  const columns: number[] = [];
  for (let at = 0; at < after.length; at++) {
    const expected = replacement?.column === at && before[at] === replacement.from ? replacement.to : before[at];
    if (expected !== after[at]) columns.push(at);
  }
  return columns;
}
