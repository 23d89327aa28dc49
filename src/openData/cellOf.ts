import type { Cell, Column } from './column.ts';

/** The value of a cell that `csvCell` wrote: what JSON shows of it. */
export function cellOf({ type }: Pick<Column, 'type'>, text: string): Cell {
  if (text === '') return null;
  return type === 'string' || type === 'date' ? text : JSON.parse(text);
}
