import { pipeline, Readable } from 'node:stream';
import { parse } from 'csv-parse';
import type { Table } from '../../openData/table.ts';

/** A row as CSV shows it: one text per column of its table, empty when the value is missing. */
export type CsvRow = readonly string[];

/** A CSV that `toCsv` wrote, in pieces. */
export type CsvChunks = AsyncIterable<string | Uint8Array> | Iterable<string | Uint8Array>;

/**
 * The rows of a CSV, one at a time, with the columns that the table has now: one that the CSV does not have yet is
 * missing in every row.
 */
export class CsvRowReader {
  readonly #rows: AsyncIterator<string[]>;
  readonly #table: Table;
  /** Where the CSV has the columns of the table. */
  #indexes: readonly number[] | null = null;
  /** Null before the first row and after the last. */
  row: CsvRow | null = null;

  constructor(table: Table, csv: CsvChunks) {
    this.#table = table;
    const parser = parse({ record_delimiter: '\n' });
    // An error of either stream is thrown by the iterator.
    pipeline(Readable.from(csv), parser, () => undefined);
    this.#rows = parser[Symbol.asyncIterator]();
  }

  async advance(): Promise<void> {
    if (!this.#indexes) {
      const header = (await this.#next()) ?? [];
      this.#indexes = this.#table.columns.map(({ name }) => header.indexOf(name));
    }
    const cells = await this.#next();
    this.row = cells && this.#indexes.map((index) => cells[index] ?? '');
  }

  async #next(): Promise<string[] | null> {
    const { done, value } = await this.#rows.next();
    return done ? null : value;
  }
}
