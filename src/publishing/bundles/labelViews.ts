import type { Database } from 'node-sqlite3-wasm';
import type { BundledTable } from './bundledTables.ts';
import { identifier, referencesOf, sqlNameOf } from './sqliteSchema.ts';

/** The table with the labels of codes. An older release may not have it. */
const LABELS = 'nomenclatures';
/** The columns that name a row of a table, the first that it has. */
const NAMES = ['nom', 'titre', 'libelle'];

/**
 * The views `<table>_libelles`: a table with the names of the rows that its foreign keys refer to (`<column>_nom`), and the labels
 * of its codes (`<column>_libelle`). A table without either has no view.
 */
export function labelViews(database: Database, tables: readonly BundledTable[]): string[] {
  const coded = codedColumns(database, tables);
  return tables.flatMap((table) => {
    const added = [...namesOf(table, tables), ...labelsOf(table, coded)];
    if (added.length === 0) return [];
    const columns = [
      `${identifier(sqlNameOf(table))}.*`,
      ...added.map(({ select, name }) => `(${select}) AS ${identifier(name)}`),
    ];
    const view = identifier(`${sqlNameOf(table)}_libelles`);
    return [`CREATE VIEW ${view} AS SELECT ${columns.join(', ')} FROM ${identifier(sqlNameOf(table))}`];
  });
}

interface AddedColumn {
  readonly name: string;
  readonly select: string;
}

function namesOf(table: BundledTable, tables: readonly BundledTable[]): AddedColumn[] {
  return referencesOf(table, tables).flatMap(({ column, table: referenced, target }) => {
    const named = NAMES.find((name) => referenced.columns.some((each) => each.name === name));
    if (named === undefined) return [];
    const condition = `reference.${identifier(target)} = ${identifier(sqlNameOf(table))}.${identifier(column)}`;
    const select = `SELECT ${identifier(named)} FROM ${identifier(sqlNameOf(referenced))} AS reference WHERE ${condition}`;
    return [{ name: `${column}_nom`, select }];
  });
}

function labelsOf(table: BundledTable, coded: ReadonlySet<string>): AddedColumn[] {
  const { name, columns } = table;
  return columns
    .filter((column) => coded.has(`${name}.${column.name}`))
    .map((column) => {
      const key = `"table" = ${literal(name)} AND colonne = ${literal(column.name)}`;
      const code = `code = ${identifier(sqlNameOf(table))}.${identifier(column.name)}`;
      return {
        name: `${column.name}_libelle`,
        select: `SELECT libelle FROM ${LABELS} WHERE ${key} AND ${code} LIMIT 1`,
      };
    });
}

/** The columns whose codes have labels, as `<table>.<column>`. */
function codedColumns(database: Database, tables: readonly BundledTable[]): ReadonlySet<string> {
  const labels = tables.find(({ name }) => name === LABELS);
  const hasLabels = ['table', 'colonne', 'code', 'libelle'].every((name) =>
    labels?.columns.some((column) => column.name === name),
  );
  if (!hasLabels) return new Set();
  const rows = database.all(`SELECT DISTINCT "table" || '.' || colonne AS name FROM ${LABELS} ORDER BY 1`);
  return new Set(rows.map(({ name }) => String(name)));
}

function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
