import { fail } from '../errors/errors.ts';
import { type Fragment, fill, join, literal, raw, sql } from '../sql/sql.ts';
import { capitalized, excerpt } from '../values/text.ts';
import type { Cell, Column } from './column.ts';
import { RELEASE_CELL_INVALID } from './openDataErrors.ts';

/** An exported table. Its SELECT, its files, their descriptions and the diff of two releases derive from this declaration. */
export interface Table {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly from: Fragment;
  /** Empty if rows have no identifier. */
  readonly primaryKey: readonly string[];
  /** The columns that the rows are sorted by: the primary key, or all columns in a table without one. */
  readonly sortedBy: readonly string[];
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
export interface ForeignKey {
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
  primaryKey?: readonly string[];
  /** Default: every column of a key counts in every row. */
  keyedWithout?: Readonly<Record<string, string>>;
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
    referenceDay = null,
    releaseNotes = null,
    isDerived = false,
  } = declared;
  for (const key of [...primaryKey, ...Object.keys(foreignKeys)]) {
    if (!(key in declared.columns)) throw new Error(`${declared.name}.${key} is used as a key but is not a column`);
  }
  const sortedBy = primaryKey.length > 0 ? primaryKey : columns.map(({ name }) => name);
  if (sortedBy.includes(referenceDay ?? '')) throw new Error(`${declared.name} is sorted by its reference day`);
  return {
    ...declared,
    primaryKey,
    keyedWithout,
    sortedBy,
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

/** What the keys and the order of the rows of a table depend on. The files of a release have it too. */
export interface SortedTable extends Pick<Table, 'name' | 'primaryKey' | 'keyedWithout' | 'sortedBy' | 'referenceDay'> {
  /** The types are those of Table Schema. */
  readonly columns: readonly { readonly name: string; readonly type: string }[];
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
export function keyCellOf<C extends Cell>(table: SortedTable, name: string): (row: readonly C[]) => C | null {
  const at = table.columns.findIndex((column) => column.name === name);
  const other = table.columns.findIndex((column) => column.name === table.keyedWithout[name]);
  return (row) => ((row[other] ?? '') === '' ? (row[at] ?? null) : null);
}

/** Parses one row that PostgreSQL returned as text. Throws RELEASE_CELL_INVALID, which aborts the export. */
export function cellsOf({ name: table, columns }: Table, row: readonly (string | null)[]): Cell[] {
  let at = 0;
  // One function per row: one per cell would take longer than the checks.
  const reject = (problem: string) => {
    const value = excerpt(row[at] ?? null, 80);
    return fail(RELEASE_CELL_INVALID, { table, column: columns[at]?.name ?? '', value, problem });
  };
  const cells: Cell[] = [];
  for (const column of columns) {
    const text = row[at] ?? null;
    if (text === null && column.required) reject('a value is required');
    cells.push(text === null ? null : column.parse(text, reject));
    at++;
  }
  return cells;
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
  const rows = sql`SELECT ${join(cells, ', ')} FROM ${table.from}`;
  const order = table.sortedBy.map((name) => sql`${sortKey(table, name)} NULLS FIRST`);
  return fill(sql`SELECT * FROM (${rows}) r ORDER BY ${join(order, ', ')}`, { arguments: args });
}

/** The value that rows are sorted by: a number, a date, a boolean, or the text of the cell, which is compared by code point. */
function sortKey({ name: table, columns, keyedWithout }: Table, name: string): Fragment {
  const { type, words } = columns.find((column) => column.name === name) ?? {};
  if (type === 'array') throw new Error(`${table} is sorted by ${name}, which is a list: give it a primary key`);
  const value = raw(`r."${name}"`);
  const text = words ? wordIn(words, value) : sql`${value}::text`;
  const key = type === 'string' ? sql`${text} COLLATE "C"` : value;
  const other = keyedWithout[name];
  return other === undefined ? key : sql`CASE WHEN ${raw(`r."${other}"`)} IS NULL THEN ${key} END`;
}

function wordIn(words: Readonly<Record<string, string>>, code: Fragment): Fragment {
  const cases = Object.entries(words).map(([each, word]) => sql`WHEN ${literal(each)} THEN ${literal(word)}`);
  return sql`CASE ${code}::text ${join(cases, ' ')} END`;
}
