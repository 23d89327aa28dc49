import type { Table } from '../../openData/table.ts';
import type { CsvRow, CsvRowReader } from './CsvRowReader.ts';
import type { RowOrder } from './rowOrder.ts';

export type RowChange =
  | { readonly kind: 'added'; readonly after: CsvRow }
  | { readonly kind: 'removed'; readonly before: CsvRow }
  /** @property columns the indexes of the cells that differ. */
  | { readonly kind: 'changed'; readonly before: CsvRow; readonly after: CsvRow; readonly columns: readonly number[] };

/** A column whose cells all went from one value to another, such as the reference day: reported once. */
export interface ColumnReplacement {
  readonly column: number;
  readonly from: string;
  readonly to: string;
}

/**
 * Compares two states of a table, in constant memory, by merging them: the changes come in the order of the rows.
 * @param order the order of both; null when they differ: all rows are then reported as removed, then added.
 */
export async function* compareRows(
  table: Table,
  order: RowOrder | null,
  before: CsvRowReader,
  after: CsvRowReader,
  shift: ColumnReplacement | null,
): AsyncGenerator<RowChange> {
  const isSame = rowEquality(table);
  await before.advance();
  await after.advance();
  while (before.row || after.row) {
    const [old, now] = [before.row, after.row];
    const comparison = old && now && order ? order.compare(order.keyOf(old), order.keyOf(now)) : old ? -1 : 1;
    if (old && now && comparison === 0 && isSame(old, now)) {
      const columns = changedColumns(old, now, shift);
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

/** Whether two rows are the same: by the primary key; without one, when no cell differs. */
function rowEquality(table: Table): (a: CsvRow, b: CsvRow) => boolean {
  const names = table.primaryKey.length > 0 ? table.primaryKey : table.columns.map(({ name }) => name);
  const indexes = names.map((name) => table.columns.findIndex((column) => column.name === name));
  return (a, b) => indexes.every((index) => a[index] === b[index]);
}

function changedColumns(before: CsvRow, after: CsvRow, shift: ColumnReplacement | null): number[] {
  const columns: number[] = [];
  for (let at = 0; at < after.length; at++) {
    const expected = shift?.column === at && before[at] === shift.from ? shift.to : before[at];
    if (expected !== after[at]) columns.push(at);
  }
  return columns;
}
