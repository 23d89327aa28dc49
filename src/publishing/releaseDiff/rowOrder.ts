import type { Cell } from '../../openData/column.ts';
import { csvCell } from '../../openData/csvWriter.ts';
import { keyCellOf, type SortedTable } from '../../openData/table.ts';

/** The order of the rows of a table, computed from their cells. The diff of two releases uses it. */
export interface RowOrder {
  /** A text for `release.json`. Two releases can be compared row by row if their descriptions are equal. */
  readonly description: string;
  keyOf(row: readonly Cell[]): RowKey;
  compare(a: RowKey, b: RowKey): number;
}

type RowKey = readonly string[];

export function orderOf(table: SortedTable): RowOrder {
  const parts = table.sortedBy.map((name) => sortKeyOf(table, name));
  return {
    description: parts.map(({ description }) => description).join(', '),
    keyOf: (row) => parts.map(({ cellOf }) => csvCell(cellOf(row))),
    compare: (a, b) => {
      let order = 0;
      for (let at = 0; order === 0 && at < parts.length; at++)
        order = parts[at]?.compare(a[at] ?? '', b[at] ?? '') ?? 0;
      return order;
    },
  };
}

interface SortKey {
  readonly cellOf: (row: readonly Cell[]) => Cell;
  readonly description: string;
  compare(a: string, b: string): number;
}

function sortKeyOf(table: SortedTable, name: string): SortKey {
  const column = table.columns.find((each) => each.name === name);
  if (!column) throw new Error(`${table.name} has no column ${name} to be sorted by`);
  const without = table.keyedWithout[name];
  const isNumber = column.type === 'integer' || column.type === 'number';
  return {
    cellOf: keyCellOf<Cell>(table, name),
    description: without === undefined ? name : `${name} without ${without}`,
    compare: isNumber ? emptyFirst((a, b) => Number(a) - Number(b)) : compareByCodePoint,
  };
}

function emptyFirst(compare: SortKey['compare']): SortKey['compare'] {
  return (a, b) => {
    if (a === b) return 0;
    if (a === '') return -1;
    return b === '' ? 1 : compare(a, b);
  };
}

/** Compares like `COLLATE "C"`, by code point. JavaScript compares UTF-16 units, and puts U+1F600 before U+FF01. */
function compareByCodePoint(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let at = 0; at < length; at++) {
    const order = codePointRank(a.charCodeAt(at)) - codePointRank(b.charCodeAt(at));
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

/** Ranks surrogates, which encode code points above U+FFFF, after all other code units. */
function codePointRank(unit: number): number {
  if (unit < 0xd800) return unit;
  return unit >= 0xe000 ? unit - 0x800 : unit + 0x2000;
}

/** Checks whether rows are sorted, so that the diff of the next release can compare them row by row. */
export class SortChecker {
  readonly #order: RowOrder;
  #last: { readonly row: readonly Cell[]; readonly key: RowKey } | null = null;
  #unsorted: RowKey | null = null;

  constructor(order: RowOrder) {
    this.#order = order;
  }

  add(row: readonly Cell[]): void {
    if (this.#unsorted) return;
    const key = this.#order.keyOf(row);
    const order = this.#last ? this.#order.compare(this.#last.key, key) : -1;
    // Rows with equal keys must be identical: their order then makes no difference.
    const identical = order === 0 && JSON.stringify(this.#last?.row) === JSON.stringify(row);
    if (order > 0 || (order === 0 && !identical)) this.#unsorted = key;
    this.#last = { row, key };
  }

  /** The description of the order; null if the rows are not sorted. */
  get order(): string | null {
    return this.#unsorted ? null : this.#order.description;
  }

  /** The key of the first row that does not follow the row before it; null if the rows are sorted. */
  get unsorted(): RowKey | null {
    return this.#unsorted;
  }
}
