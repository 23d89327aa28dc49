import type { Table } from '../../openData/table.ts';
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
  table: Table,
  order: RowOrder | null,
  before: CsvRowReader,
  after: CsvRowReader,
  replacement: ColumnReplacement | null,
): AsyncGenerator<RowChange> {
  const isSame = rowEquality(table);
  await before.advance();
  await after.advance();
  while (before.row || after.row) {
    const [old, now] = [before.row, after.row];
    const comparison = old && now && order ? order.compare(order.keyOf(old), order.keyOf(now)) : old ? -1 : 1;
    if (old && now && comparison === 0 && isSame(old, now)) {
      const columns = changedColumns(old, now, replacement);
      if (columns.length > 0) yield { kind: 'changed', before: old, after: now, columns };
      await before.advance();
      await after.advance();
    } else if (old && comparison <= 0) {
      yield { kind: 'removed', before: old };
      await before.advance();
    } else if (now) {
      yield { kind: 'added', after: now };
      await after.advance();
    }
  }
}

/** Compares rows by primary key, or by all cells if the table has no primary key. */
function rowEquality(table: Table): (a: CsvRow, b: CsvRow) => boolean {
  const names = table.primaryKey.length > 0 ? table.primaryKey : table.columns.map(({ name }) => name);
  const indexes = names.map((name) => table.columns.findIndex((column) => column.name === name));
  return (a, b) => indexes.every((index) => a[index] === b[index]);
}

function changedColumns(before: CsvRow, after: CsvRow, replacement: ColumnReplacement | null): number[] {
  const columns: number[] = [];
  for (let at = 0; at < after.length; at++) {
    const expected = replacement?.column === at && before[at] === replacement.from ? replacement.to : before[at];
    if (expected !== after[at]) columns.push(at);
  }
  return columns;
}
