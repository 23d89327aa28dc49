import { pipeline, Readable } from 'node:stream';
import { type Parser, parse } from 'csv-parse';
import type { SortedTable } from '../../openData/table.ts';

/** A row of a CSV: one text per column of the table, empty if the value is missing. */
export type CsvRow = readonly string[];

/** A CSV that `csvWriter` wrote, in chunks. */
export type CsvChunks = AsyncIterable<string | Uint8Array> | Iterable<string | Uint8Array>;

/**
 * Reads the rows of a CSV one at a time, with the current columns of the table. A column that an older CSV does not have is
 * empty in every row.
 */
export class CsvRowReader {
  readonly #parser: Parser;
  readonly #rows: AsyncIterator<string[]>;
  readonly #table: Pick<SortedTable, 'columns'>;
  /** The index in the CSV of each column of the table; null before the header is read. */
  #indexes: readonly number[] | null = null;
  /** The current row; null before the first row and after the last. */
  row: CsvRow | null = null;

  constructor(table: Pick<SortedTable, 'columns'>, csv: CsvChunks) {
    this.#table = table;
    const parser = parse({ record_delimiter: '\n' });
    // The iterator throws the errors of both streams.
    pipeline(Readable.from(csv), parser, () => undefined);
    this.#parser = parser;
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

  /** Closes the file of a reader that stops before the end. */
  close(): void {
    this.#parser.destroy();
  }

  async #next(): Promise<string[] | null> {
    const { done, value } = await this.#rows.next();
    return done ? null : value;
  }
}
