import fc from 'fast-check';
import type { Cell } from '../../src/openData/column.ts';
import type { NamedColumn, Table } from '../../src/openData/table.ts';
import { orderOf } from '../../src/publishing/releaseDiff/rowOrder.ts';

/** The reference days of two releases. */
export const [BEFORE, AFTER] = ['2026-11-23', '2026-11-24'] as const;

/** The rows of a table, in its order; cells are few, so that keys often meet. */
export function rowsOf(table: Table, day: string): fc.Arbitrary<Cell[][]> {
  const order = orderOf(table);
  const row = fc.tuple(...table.columns.map((column) => cellIn(column, day)));
  const identity = (cells: Cell[]) => {
    const names = table.primaryKey.map((name) => table.columns.findIndex((column) => column.name === name));
    return JSON.stringify(names.length > 0 ? names.map((at) => cells[at]) : [order.keyOf(cells), cells]);
  };
  return fc.array(row, { maxLength: 12 }).map((rows) => {
    const kept: Cell[][] = [];
    for (const cells of rows) {
      const rival = kept.find(
        (each) => identity(each) === identity(cells) || order.compare(order.keyOf(each), order.keyOf(cells)) === 0,
      );
      // Rows without a key may be identical.
      if (!rival || (table.primaryKey.length === 0 && JSON.stringify(rival) === JSON.stringify(cells)))
        kept.push(cells);
    }
    return kept.sort((a, b) => order.compare(order.keyOf(a), order.keyOf(b)));
  });
}

function cellIn({ name, type, required, allowedValues }: NamedColumn, day: string): fc.Arbitrary<Cell> {
  if (name === 'date_reference') return fc.constant(day);
  const cell = allowedValues ? fc.constantFrom(...allowedValues) : TYPED[type];
  return required ? cell : fc.option(cell);
}

const TEXT = fc.constantFrom('a', 'b', 'é', '\u{1f600}', '\uff01', 'x,"y"\nz', 'a\rb', '10', '9', '{}');
const TYPED: Readonly<Record<NamedColumn['type'], fc.Arbitrary<Cell>>> = {
  string: TEXT,
  integer: fc.integer({ min: -2, max: 12 }),
  number: fc.constantFrom(0.5, 1e-7, 3.3333333333333335, 2),
  boolean: fc.boolean(),
  date: fc.constantFrom('2014-01-01', '2014-09-01', '0001-01-01', BEFORE, AFTER),
  datetime: fc.constantFrom('2014-09-01T00:00:00.000Z', '2014-09-01T00:00:00.001Z'),
  array: fc.array(TEXT, { maxLength: 2 }),
};
