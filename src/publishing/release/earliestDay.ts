import type { Cell } from '../../openData/column.ts';
import type { Table } from '../../openData/table.ts';

/** Looks at rows as they are written, for the earliest day that one of their dates is. */
export class EarliestDay {
  readonly #places: readonly number[];
  /** Null when no cell is a date. */
  day: string | null = null;

  constructor({ columns }: Table) {
    this.#places = columns.flatMap(({ type }, at) => (type === 'date' ? [at] : []));
  }

  look(row: readonly Cell[]): void {
    for (const at of this.#places) {
      const day = row[at];
      if (typeof day === 'string' && (this.day === null || day < this.day)) this.day = day;
    }
  }
}
