import type { Table } from '../../openData/table.ts';
import type { RowOrder } from './rowOrder.ts';
import type { Row, TableRows } from './tableRows.ts';

/** What became of a row from one release to the next. */
export type RowChange =
  | { readonly kind: 'added'; readonly after: Row }
  | { readonly kind: 'removed'; readonly before: Row }
  /** @property columns the places of the cells that differ. */
  | { readonly kind: 'changed'; readonly before: Row; readonly after: Row; readonly columns: readonly number[] };

/** A column whose cells all went from one value to another, such as the reference day: that is told once. */
export interface Shift {
  readonly column: number;
  readonly from: string;
  readonly to: string;
}

/**
 * Compares two states of a table, in constant memory, by merging them: the changes come in the order of the rows.
 * @param order the order of both; null when they have not the same, and all rows are then told as removed, then added.
 */
export async function* compareRows(
  table: Table,
  order: RowOrder | null,
  before: TableRows,
  after: TableRows,
  shift: Shift | null,
): AsyncGenerator<RowChange> {
  const isSame = sameness(table);
  await before.advance();
  await after.advance();
  while (before.row || after.row) {
    const [old, now] = [before.row, after.row];
    const place = old && now && order ? order.compare(order.keyOf(old), order.keyOf(now)) : old ? -1 : 1;
    if (old && now && place === 0 && isSame(old, now)) {
      const columns = differing(old, now, shift);
      if (columns.length > 0) yield { kind: 'changed', before: old, after: now, columns };
      await before.advance();
      await after.advance();
    } else if (old && place <= 0) {
      yield { kind: 'removed', before: old };
      await before.advance();
    } else if (now) {
      yield { kind: 'added', after: now };
      await after.advance();
    }
  }
}

/** Whether two rows tell the same thing: by the primary key; without one, they are the same when nothing differs. */
function sameness(table: Table): (a: Row, b: Row) => boolean {
  const names = table.primaryKey.length > 0 ? table.primaryKey : table.columns.map(({ name }) => name);
  const places = names.map((name) => table.columns.findIndex((column) => column.name === name));
  return (a, b) => places.every((place) => a[place] === b[place]);
}

function differing(before: Row, after: Row, shift: Shift | null): number[] {
  const columns: number[] = [];
  for (let at = 0; at < after.length; at++) {
    const expected = shift?.column === at && before[at] === shift.from ? shift.to : before[at];
    if (expected !== after[at]) columns.push(at);
  }
  return columns;
}
