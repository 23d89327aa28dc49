import type { Cell } from '../../openData/column.ts';
import type { RowKey, RowOrder } from './rowOrder.ts';

/** Looks at rows as they are written, to know whether another release can be compared with them row by row. */
export class SortedRows {
  readonly #order: RowOrder;
  #last: { readonly row: readonly Cell[]; readonly key: RowKey } | null = null;
  #sorted = true;

  constructor(order: RowOrder) {
    this.#order = order;
  }

  look(row: readonly Cell[]): void {
    if (!this.#sorted) return;
    const key = this.#order.keyOf(row);
    const order = this.#last ? this.#order.compare(this.#last.key, key) : -1;
    // Rows that the order leaves tied must be the same: which comes first then makes no difference.
    const identical = order === 0 && JSON.stringify(this.#last?.row) === JSON.stringify(row);
    this.#sorted = order < 0 || identical;
    this.#last = { row, key };
  }

  /** The order that the rows have kept; null when they have not. */
  get told(): string | null {
    return this.#sorted ? this.#order.told : null;
  }
}
