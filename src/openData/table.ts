import { fail } from '../errors/errors.ts';
import { type Fragment, fill, join, raw, sql } from '../sql/sql.ts';
import { excerpt } from '../values/text.ts';
import type { Cell, Column } from './column.ts';
import { RELEASE_CELL_INVALID } from './openDataErrors.ts';

/** An exported table: its SELECT, files, descriptions and changes are all made from this one declaration. */
export interface Table {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly from: Fragment;
  /** Total: rows that it leaves tied are identical. Texts are compared by code point (`COLLATE "C"`). */
  readonly orderBy: Fragment;
  /** The columns that `orderBy` sorts by: the rows of two releases are compared in this order. */
  readonly sortedBy: readonly SortColumn[];
  /** Empty when rows have no identity of their own. */
  readonly primaryKey: readonly string[];
  readonly foreignKeys: readonly ForeignKey[];
  readonly columns: readonly NamedColumn[];
  /** The column that has the reference day in every row; null when there is none. */
  readonly referenceDay: string | null;
  readonly releaseNotes: ReleaseNotesDeclaration | null;
}

export interface SortColumn {
  readonly name: string;
  /** The values in their order, when it is not that of the column. */
  readonly ranking?: readonly string[];
}

/** The changes of a table that `NOUVEAUTES.md` tells people about. */
interface ReleaseNotesDeclaration {
  name(row: CellText): string;
  readonly sections: readonly ReleaseNotesSection[];
}

export interface ReleaseNotesSection {
  readonly title: string;
  /**
   * What follows the name of a row that was added (`before` is null), removed (`after` is null) or changed; null when
   * this change does not belong to the section.
   */
  detail(before: CellText | null, after: CellText | null): string | null;
}

/** The cells of a row by column, as CSV writes them. */
export type CellText = (column: string) => string;

export interface NamedColumn extends Column {
  readonly name: string;
  readonly title: string;
}

/** A column whose values are found in a column of another table. */
interface ForeignKey {
  readonly column: string;
  readonly table: string;
  readonly target: string;
}

/** Declares a table. A mistake in it is our own, and stops the program as it starts. */
export function table(declared: {
  name: string;
  title: string;
  description: string;
  from: Fragment;
  orderBy: Fragment;
  primaryKey?: readonly string[];
  /** Default: the primary key. */
  sortedBy?: readonly (string | SortColumn)[];
  foreignKeys?: Readonly<Record<string, `${string}.${string}`>>;
  columns: Readonly<Record<string, Column | undefined>>;
  referenceDay?: string;
  releaseNotes?: ReleaseNotesDeclaration;
}): Table {
  const columns = Object.entries(declared.columns).map(([name, column]) => nameColumn(declared.name, name, column));
  if (!NAME.test(declared.name)) throw new Error(`${declared.name} can't name a table`);
  if (columns.length === 0) throw new Error(`${declared.name} has no column`);
  const {
    primaryKey = [],
    foreignKeys = {},
    sortedBy = primaryKey,
    referenceDay = null,
    releaseNotes = null,
  } = declared;
  const sortColumns = sortedBy.map((column) => (typeof column === 'string' ? { name: column } : column));
  for (const key of [...primaryKey, ...Object.keys(foreignKeys), ...sortColumns.map(({ name }) => name)]) {
    if (!(key in declared.columns)) throw new Error(`${declared.name}.${key} is a key, and no column`);
  }
  return {
    ...declared,
    primaryKey,
    sortedBy: sortColumns,
    referenceDay,
    releaseNotes,
    foreignKeys: Object.entries(foreignKeys).map(([column, target]) => {
      const [table = '', ...rest] = target.split('.');
      return { column, table, target: rest.join('.') };
    }),
    columns,
  };
}

/** Reads one row as PostgreSQL wrote it. An invalid cell aborts the whole release. */
export function cellsOf(table: Table, row: readonly (string | null)[]): Cell[] {
  return table.columns.map((column, at) => {
    const text = row[at] ?? null;
    const wrong = (problem: string) =>
      fail(RELEASE_CELL_INVALID, { table: table.name, column: column.name, value: excerpt(text, 80), problem });
    if (text !== null) return column.parse(text, wrong);
    return column.required ? wrong('a value is required') : null;
  });
}

const NAME = /^[a-z][a-z0-9_]{0,49}$/;

// The tabular API of data.gouv.fr renames columns of these names.
const RESERVED_NAMES = new Set(['__id', 'cmin', 'cmax', 'collation', 'ctid', 'tableoid', 'xmin', 'xmax']);

function nameColumn(table: string, name: string, column: Column | undefined): NamedColumn {
  if (!column) throw new Error(`${table}.${name}: no property declares this column`);
  if (!NAME.test(name) || RESERVED_NAMES.has(name)) throw new Error(`${table}.${name}: no column can have this name`);
  if (column.description === '' || column.example === '') throw new Error(`${table}.${name} is not documented`);
  const words = name.replaceAll('_', ' ');
  return { ...column, name, title: column.title ?? words.charAt(0).toUpperCase() + words.slice(1) };
}

/**
 * The SELECT of a table, in its order, each cell under the name of its column.
 * @param given what its fragments ask for, such as the reference day `on`.
 */
export function selectOf(table: Table, given: Readonly<Record<string, unknown>>): Fragment {
  const cells = table.columns.map(({ name, select }) => sql`${select} AS ${raw(`"${name}"`)}`);
  return fill(sql`SELECT ${join(cells, ', ')} FROM ${table.from} ORDER BY ${table.orderBy}`, { arguments: given });
}
