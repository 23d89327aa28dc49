import { cataloguedTable } from '../catalogue.ts';
import type { BundledTable } from './bundledTables.ts';

/** The types of columns. Programs that read declared types, such as DuckDB, know DATE and BOOLEAN. A list is a JSON array. */
export const SQLITE_TYPES: Readonly<Record<string, string>> = {
  integer: 'INTEGER',
  number: 'REAL',
  boolean: 'BOOLEAN',
  date: 'DATE',
  datetime: 'DATETIME',
};

/** A column whose values are keys of a table of the same release. */
export interface Reference {
  readonly column: string;
  readonly table: BundledTable;
  readonly target: string;
}

/** The name of a table in SQL, which needs no quotes: `startups-detail` is `startups_detail`. */
export function sqlNameOf({ name }: Pick<BundledTable, 'name'>): string {
  return name.replaceAll('-', '_');
}

export function identifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** The statements that create a table with its keys, and an index for each foreign key. */
export function createTable(table: BundledTable, tables: readonly BundledTable[]): string {
  const { columns, primaryKey } = table;
  const name = sqlNameOf(table);
  const references = referencesOf(table, tables);
  const parts = [
    ...columns.map(({ name: column, type, constraints }) => {
      const required = constraints.required ? ' NOT NULL' : '';
      return `${identifier(column)} ${SQLITE_TYPES[type] ?? 'TEXT'}${required}`;
    }),
    ...(primaryKey.length > 0 ? [`PRIMARY KEY (${primaryKey.map(identifier).join(', ')})`] : []),
    ...references.map(
      ({ column, table: referenced, target }) =>
        `FOREIGN KEY (${identifier(column)}) REFERENCES ${identifier(sqlNameOf(referenced))} (${identifier(target)})`,
    ),
  ];
  const indexed = new Set(references.map(({ column }) => column).filter((column) => column !== primaryKey[0]));
  const indexes = [...indexed].map(
    (column) => `CREATE INDEX ${identifier(`${name}_${column}`)} ON ${identifier(name)} (${identifier(column)});`,
  );
  return `CREATE TABLE ${identifier(name)} (${parts.join(', ')}); ${indexes.join(' ')}`;
}

/** The foreign keys that the catalogue declares, if the release has both columns and the target identifies a row. */
export function referencesOf({ name, columns }: BundledTable, tables: readonly BundledTable[]): Reference[] {
  const declared = cataloguedTable(name);
  return (declared?.foreignKeys ?? []).flatMap(({ column, table, target }) => {
    const referenced = tables.find((each) => each.name === table);
    const isKey = referenced?.primaryKey.length === 1 && referenced.primaryKey[0] === target;
    return referenced && isKey && columns.some((each) => each.name === column)
      ? [{ column, table: referenced, target }]
      : [];
  });
}
