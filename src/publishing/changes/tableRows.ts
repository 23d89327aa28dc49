import { csvRows } from '../../openData/csvReader.ts';
import type { Table } from '../../openData/table.ts';

/** A row as CSV shows it: one text per column of its table, empty when the value is missing. */
export type Row = readonly string[];

/**
 * The rows of a CSV, one at a time, with the columns that the table has now: one that the CSV does not have yet is
 * missing in every row.
 */
export class TableRows {
  readonly #batches: AsyncGenerator<string[][]>;
  readonly #table: Table;
  #batch: readonly string[][] = [];
  #next = 0;
  #places: readonly number[] | null = null;
  /** Null before the first row and after the last. */
  row: Row | null = null;

  constructor(table: Table, csv: AsyncIterable<string> | Iterable<string>) {
    this.#table = table;
    this.#batches = csvRows(csv);
  }

  /** Goes to the next row. Nothing is to be waited for while a batch lasts: a million promises would take seconds. */
  advance(): Promise<void> | undefined {
    const cells = this.#batch[this.#next];
    if (!cells) return this.#load();
    this.#next++;
    this.row = this.#arranged(cells);
    return undefined;
  }

  async #load(): Promise<void> {
    const { value: batch } = await this.#batches.next();
    this.#batch = batch ?? [];
    this.#next = 0;
    if (!batch) {
      this.row = null;
      return;
    }
    if (!this.#places) {
      const header = batch[0] ?? [];
      this.#places = this.#table.columns.map(({ name }) => header.indexOf(name));
      this.#next = 1;
    }
    await this.advance();
  }

  #arranged(cells: readonly string[]): Row {
    return (this.#places ?? []).map((place) => cells[place] ?? '');
  }
}
