import { z } from 'zod';
import { type Cell, text } from '../../openData/column.ts';
import { type Table, table } from '../../openData/table.ts';
import { cellOf, csvCell } from '../../openData/toCsv.ts';
import { raw } from '../../sql/sql.ts';
import type { CsvRow } from './CsvRowReader.ts';
import type { ColumnReplacement, RowChange } from './compareRows.ts';

export const ChangeLine = z.object({
  table: z.string(),
  identifiant: z.string().nullable(),
  colonne: z.string().nullable(),
  avant: z.string().nullable(),
  apres: z.string().nullable(),
});
export type ChangeLine = z.infer<typeof ChangeLine>;

// Made of two releases, never read from the database.
const none = raw('');

/** The table of the changes, declared like any other. */
export const changementsTable = table({
  name: 'changements',
  title: 'Changements depuis la publication précédente',
  description:
    'Ce qui a changé dans les tables depuis la publication précédente : une ligne par cellule modifiée, par ligne ajoutée ou par ligne retirée, dans l’ordre des tables et de leurs lignes.',
  from: none,
  orderBy: none,
  columns: {
    table: text(none, 'Nom de la table.', 'startups', { required: true }),
    identifiant: text(
      none,
      'Identifiant de la ligne : la valeur de sa clé primaire, ou un tableau JSON quand la clé a plusieurs colonnes. Vide quand la table n’a pas de clé, et quand le changement vaut pour toute une colonne.',
      'mes-aides',
    ),
    colonne: text(
      none,
      'Colonne modifiée ; vide quand la ligne entière est ajoutée (« avant » est alors vide) ou retirée (« apres » est alors vide). Sans identifiant : toutes les cellules de la colonne qui valaient « avant » valent « apres », sauf celles qui ont leur propre ligne.',
      'phase_actuelle',
    ),
    avant: text(
      none,
      'Valeur précédente, écrite comme dans le CSV de la table ; la ligne retirée, en objet JSON ; vide si la valeur était absente.',
      'construction',
      { verbatim: true },
    ),
    apres: text(
      none,
      'Nouvelle valeur, écrite comme dans le CSV de la table ; la ligne ajoutée, en objet JSON ; vide si la valeur est désormais absente.',
      'acceleration',
      { title: 'Après', verbatim: true },
    ),
  },
});

/** A line, as the writers of tables take it. */
export function changeCells({ table: of, identifiant, colonne, avant, apres }: ChangeLine): Cell[] {
  return [of, identifiant, colonne, avant, apres];
}

export function replacementLine({ name, columns }: Table, { column, from, to }: ColumnReplacement): ChangeLine {
  return { table: name, identifiant: null, colonne: columns[column]?.name ?? null, avant: from, apres: to };
}

export function changeLines(of: Table, change: RowChange): ChangeLine[] {
  if (change.kind !== 'changed') {
    const row = change.kind === 'added' ? change.after : change.before;
    const text = rowJson(of, row);
    const [avant, apres] = change.kind === 'added' ? [null, text] : [text, null];
    return [{ table: of.name, identifiant: rowIdentifier(of, row), colonne: null, avant, apres }];
  }
  const identifiant = rowIdentifier(of, change.after);
  return change.columns.map((at) => ({
    table: of.name,
    identifiant,
    colonne: of.columns[at]?.name ?? null,
    avant: change.before[at] || null,
    apres: change.after[at] || null,
  }));
}

/** How the lines name a row; null in a table without primary key. */
export function rowIdentifier({ columns, primaryKey }: Table, row: CsvRow): string | null {
  const cells = primaryKey.map((name) => {
    const at = columns.findIndex((column) => column.name === name);
    const column = columns[at];
    return column ? cellOf(column, row[at] ?? '') : null;
  });
  if (cells.length === 0) return null;
  return cells.length === 1 ? csvCell(cells[0] ?? null) : JSON.stringify(cells);
}

/** A row as JSON shows it. */
export function rowJson({ columns }: Table, row: CsvRow): string {
  return JSON.stringify(Object.fromEntries(columns.map((column, at) => [column.name, cellOf(column, row[at] ?? '')])));
}
