import type { Cell } from './column.ts';

/** Writes rows as one file, batch after batch. */
export interface Writer {
  /** What comes before the first row. */
  opening(): string;
  rows(rows: readonly (readonly Cell[])[]): string;
  /** What comes after the last row. */
  closing(): string;
}
