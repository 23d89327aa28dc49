import type { Cell } from './column.ts';

/** Whatever JSON can hold. */
export type JsonCell = Cell | readonly unknown[] | object;

/** Writes rows as one file, batch after batch. */
export interface Writer<C extends JsonCell = Cell> {
  opening(): string;
  rows(rows: readonly (readonly C[])[]): string;
  closing(): string;
}
