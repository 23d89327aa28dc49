import { fail } from '../errors/errors.ts';
import { type Fragment, fill, join, raw, sql } from '../sql/sql.ts';
import { capitalized, excerpt } from '../values/text.ts';
import type { Cell, Column } from './column.ts';
import { RELEASE_CELL_INVALID } from './openDataErrors.ts';

/** An exported table. Its SELECT, its files, their descriptions and the diff of two releases derive from this declaration. */
export interface Table {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly from: Fragment;
  /** A total order: rows with equal keys are identical. Texts are compared by code point (`COLLATE "C"`). */
  readonly orderBy: Fragment;
  /** The columns that `orderBy` sorts by. The diff of two releases compares rows in this order. */
  readonly sortedBy: readonly SortColumn[];
  /** Empty if rows have no identifier. */
  readonly primaryKey: readonly string[];
  /** The columns of keys that count only in rows without a value in another column, by name. */
  readonly keyedWithout: Readonly<Record<string, string>>;
  readonly foreignKeys: readonly ForeignKey[];
  readonly columns: readonly NamedColumn[];
  /** The column that has the reference day in every row; null if there is none. */
  readonly referenceDay: string | null;
  readonly releaseNotes: ReleaseNotesDeclaration | null;
  /** Whether its rows follow from those of other tables. The release notes do not count its changes. */
  readonly isDerived: boolean;
}

export interface SortColumn {
  readonly name: string;
  /** The values in their order, if it is not the order of `allowedValues`. */
  readonly ranking?: readonly string[];
}

/** The changes of a table that `NOUVEAUTES.md` describes. */
interface ReleaseNotesDeclaration {
  name(row: ReadCell): string;
  readonly sections: readonly ReleaseNotesSection[];
  /**
   * The section of rows with a new primary key, which are not listed as added and removed. `formerKeys` reads the primary keys that
   * a row had before.
   */
  readonly renamed?: { readonly title: string; formerKeys(row: ReadCell): readonly string[] };
}

export interface ReleaseNotesSection {
  readonly title: string;
  /**
   * The French text that follows the name of a row that was added (`before` is null), removed (`after` is null) or changed. Null
   * if the change does not belong to the section.
   */
  detail(before: ReadCell | null, after: ReadCell | null): string | null;
}

/** Returns the cell of a column, as the CSV writes it. */
export type ReadCell = (column: string) => string;

export interface NamedColumn extends Column {
  readonly name: string;
  readonly title: string;
}

/** A column whose values are values of a column of another table. */
interface ForeignKey {
  readonly column: string;
  readonly table: string;
  readonly target: string;
}

/** Declares a table. An invalid declaration stops the program at startup. */
export function table(declared: {
  name: string;
  title: string;
  description: string;
  from: Fragment;
  orderBy: Fragment;
  primaryKey?: readonly string[];
  /** Default: every column of a key counts in every row. */
  keyedWithout?: Readonly<Record<string, string>>;
  /** Default: the primary key. */
  sortedBy?: readonly (string | SortColumn)[];
  foreignKeys?: Readonly<Record<string, `${string}.${string}`>>;
  columns: Readonly<Record<string, Column | undefined>>;
  referenceDay?: string;
  releaseNotes?: ReleaseNotesDeclaration;
  isDerived?: boolean;
}): Table {
  const columns = Object.entries(declared.columns).map(([name, column]) => nameColumn(declared.name, name, column));
  if (!TABLE_NAME.test(declared.name)) throw new Error(`${declared.name} is not a valid name of a table`);
  if (columns.length === 0) throw new Error(`${declared.name} has no column`);
  const {
    primaryKey = [],
    keyedWithout = {},
    foreignKeys = {},
    sortedBy = primaryKey,
    referenceDay = null,
    releaseNotes = null,
    isDerived = false,
  } = declared;
  const sortColumns = sortedBy.map((column) => (typeof column === 'string' ? { name: column } : column));
  for (const key of [...primaryKey, ...Object.keys(foreignKeys), ...sortColumns.map(({ name }) => name)]) {
    if (!(key in declared.columns)) throw new Error(`${declared.name}.${key} is used as a key but is not a column`);
  }
  return {
    ...declared,
    primaryKey,
    keyedWithout,
    sortedBy: sortColumns,
    referenceDay,
    releaseNotes,
    isDerived,
    foreignKeys: Object.entries(foreignKeys).map(([column, target]) => {
      const [table = '', ...rest] = target.split('.');
      return { column, table, target: rest.join('.') };
    }),
    columns,
  };
}

/** Columns of a table, by name, for a table that repeats them. Its `from` must have the aliases of the first table. */
export function columnsOf(table: Table, names: readonly string[]): Readonly<Record<string, Column>> {
  return Object.fromEntries(
    names.map((name) => {
      const column = table.columns.find((each) => each.name === name);
      if (!column) throw new Error(`${table.name} has no column ${name}`);
      return [name, column];
    }),
  );
}

/** A function that returns the cell of a column of a key. Returns null if the column does not count in the row. */
export function keyCellOf<C extends Cell>(table: Table, name: string): (row: readonly C[]) => C | null {
  const at = table.columns.findIndex((column) => column.name === name);
  const other = table.columns.findIndex((column) => column.name === table.keyedWithout[name]);
  return (row) => ((row[other] ?? '') === '' ? (row[at] ?? null) : null);
}

/** Parses one row that PostgreSQL returned as text. Throws RELEASE_CELL_INVALID, which aborts the export. */
export function cellsOf(table: Table, row: readonly (string | null)[]): Cell[] {
  return table.columns.map((column, at) => {
    const text = row[at] ?? null;
    const reject = (problem: string) =>
      fail(RELEASE_CELL_INVALID, { table: table.name, column: column.name, value: excerpt(text, 80), problem });
    if (text !== null) return column.parse(text, reject);
    return column.required ? reject('a value is required') : null;
  });
}

const NAME = /^[a-z][a-z0-9_]{0,49}$/;

// A name of a table is also that of its files and of its resource in the Data Package, which may have hyphens.
const TABLE_NAME = /^[a-z][a-z0-9_-]{0,49}$/;

// The tabular API of data.gouv.fr renames columns with these names.
const RESERVED_NAMES = new Set(['__id', 'cmin', 'cmax', 'collation', 'ctid', 'tableoid', 'xmin', 'xmax']);

function nameColumn(table: string, name: string, column: Column | undefined): NamedColumn {
  if (!column) throw new Error(`${table}.${name}: no property declares this column`);
  if (!NAME.test(name) || RESERVED_NAMES.has(name))
    throw new Error(`${table}.${name}: this name is invalid or reserved`);
  if (column.description === '' || column.example === '') throw new Error(`${table}.${name} is not documented`);
  const words = name.replaceAll('_', ' ');
  return { ...column, name, title: column.title ?? capitalized(words) };
}

/**
 * The SELECT of a table, in its order, with its columns by name.
 * @param args the arguments of its fragments, such as the reference day `on`.
 */
export function selectOf(table: Table, args: Readonly<Record<string, unknown>>): Fragment {
  const cells = table.columns.map(({ name, select }) => sql`${select} AS ${raw(`"${name}"`)}`);
  return fill(sql`SELECT ${join(cells, ', ')} FROM ${table.from} ORDER BY ${table.orderBy}`, { arguments: args });
}
