import { fail } from '../errors/errors.ts';
import type { Fragment } from '../sql/sql.ts';
import { excerpt } from '../values/text.ts';
import type { Cell, Column } from './column.ts';
import { RELEASE_CELL_INVALID } from './openDataErrors.ts';

/** An exported table: everything that is said of it anywhere is made from this one declaration. */
export interface Table {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly from: Fragment;
  /** Total: rows that it leaves tied are identical. Texts are compared by code point (`COLLATE "C"`). */
  readonly orderBy: Fragment;
  /** Empty when rows have no identity of their own. */
  readonly primaryKey: readonly string[];
  readonly foreignKeys: readonly ForeignKey[];
  readonly columns: readonly NamedColumn[];
}

export interface NamedColumn extends Column {
  readonly name: string;
  readonly title: string;
}

/** A column whose values are found in a column of another table. */
export interface ForeignKey {
  readonly column: string;
  readonly table: string;
  readonly target: string;
}

/** Declares a table. A mistake in it is our own, and stops the program as it starts. */
export function table<Columns extends Readonly<Record<string, Column>>>(declared: {
  name: string;
  title: string;
  description: string;
  from: Fragment;
  orderBy: Fragment;
  primaryKey?: readonly (keyof Columns & string)[];
  foreignKeys?: { readonly [C in keyof Columns & string]?: `${string}.${string}` };
  columns: Columns;
}): Table {
  const columns = Object.entries(declared.columns).map(([name, column]) => named(declared.name, name, column));
  if (!NAME.test(declared.name)) throw new Error(`${declared.name} can't name a table`);
  if (columns.length === 0) throw new Error(`${declared.name} has no column`);
  const { primaryKey = [], foreignKeys = {} } = declared;
  return {
    ...declared,
    primaryKey,
    foreignKeys: Object.entries<string | undefined>(foreignKeys).map(([column, target = '']) => {
      const [table = '', ...rest] = target.split('.');
      return { column, table, target: rest.join('.') };
    }),
    columns,
  };
}

/** Reads one row as PostgreSQL wrote it. A cell that breaks the promise of its column refuses the whole release. */
export function cellsOf(table: Table, row: readonly (string | null)[]): Cell[] {
  return table.columns.map((column, at) => {
    const text = row[at] ?? null;
    const wrong = (problem: string) =>
      fail(RELEASE_CELL_INVALID, { table: table.name, column: column.name, value: excerpt(text, 80), problem });
    if (text !== null) return column.read(text, wrong);
    return column.required ? wrong('a value is required') : null;
  });
}

const NAME = /^[a-z][a-z0-9_]{0,49}$/;

// The tabular API of data.gouv.fr renames columns of these names.
const RESERVED = new Set(['__id', 'cmin', 'cmax', 'collation', 'ctid', 'tableoid', 'xmin', 'xmax']);

function named(table: string, name: string, column: Column): NamedColumn {
  if (!NAME.test(name) || RESERVED.has(name)) throw new Error(`${table}.${name}: no column can have this name`);
  if (column.description === '' || column.example === '') throw new Error(`${table}.${name} is not documented`);
  const words = name.replaceAll('_', ' ');
  return { ...column, name, title: column.title ?? words.charAt(0).toUpperCase() + words.slice(1) };
}
