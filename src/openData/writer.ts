import type { Cell } from './column.ts';

/** A value of a row that a writer accepts: any JSON value. */
export type JsonCell = Cell | readonly unknown[] | object;

/** Writes rows as the text of one file: `opening`, batches of `rows`, `closing`. */
export interface Writer<C extends JsonCell = Cell> {
  opening(): string;
  rows(rows: readonly (readonly C[])[]): string;
  closing(): string;
}
