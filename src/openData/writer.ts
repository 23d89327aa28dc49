import type { Cell } from './column.ts';

/** Any JSON value. */
export type JsonCell = Cell | readonly unknown[] | object;

/** Writes rows as the text of one file: `opening`, batches of `rows`, `closing`. */
export interface Writer<C extends JsonCell = Cell> {
  opening(): string;
  rows(rows: readonly (readonly C[])[]): string;
  closing(): string;
}
