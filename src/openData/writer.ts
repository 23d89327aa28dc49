import type { Cell } from './column.ts';

/** Whatever JSON can hold. */
export type JsonCell = Cell | readonly unknown[] | object;

/** Writes rows as one file, batch after batch. */
export interface Writer<C extends JsonCell = Cell> {
  /** What comes before the first row. */
  opening(): string;
  rows(rows: readonly (readonly C[])[]): string;
  /** What comes after the last row. */
  closing(): string;
}
