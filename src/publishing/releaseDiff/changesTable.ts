import { z } from 'zod';
import { type Cell, text } from '../../openData/column.ts';
import { csvCell, parseCsvCell } from '../../openData/csvWriter.ts';
import { keyCellOf, type SortedTable, table } from '../../openData/table.ts';
import type { DescribedTable } from '../../openData/toTableSchema.ts';
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

// The changes come from two releases: no column is read from the database.
const none = raw('');

/** The declaration of the table `changements`. */
export const changementsTable = table({
  name: 'changements',
  title: 'Changements depuis la publication précédente',
  description:
    'Les changements des tables depuis la publication précédente : une ligne par cellule modifiée, par ligne ajoutée ou par ligne retirée, table par table, dans l’ordre des lignes. Ils permettent de reconstituer, octet par octet, les fichiers CSV de cette publication à partir de ceux de la précédente.',
  from: none,
  columns: {
    table: text(none, 'Nom de la table.', 'startups', { required: true }),
    identifiant: text(
      none,
      'Identifiant de la ligne : la valeur de sa clé primaire, ou un tableau JSON de ses valeurs si la clé a plusieurs colonnes, « null » pour une cellule vide ; le mot de la source d’une phase n’y figure que si le nom de la phase est vide. Vide si la table n’a pas de clé primaire, ou si le changement porte sur toute une colonne.',
      'mes-aides',
    ),
    colonne: text(
      none,
      'Colonne modifiée ; vide si la ligne entière est ajoutée (« avant » est alors vide) ou retirée (« apres » est alors vide). Si l’identifiant est vide, toutes les cellules de la colonne qui valaient « avant » valent désormais « apres », sauf celles qui ont leur propre ligne dans ce fichier et celles des lignes ajoutées.',
      'phase_actuelle',
    ),
    avant: text(
      none,
      'Valeur précédente, telle que dans le fichier CSV de la table ; pour une ligne retirée, la ligne sous la forme d’un objet JSON, avec les valeurs du fichier JSON de la table ; vide si la valeur était non renseignée.',
      'construction',
      { verbatim: true },
    ),
    apres: text(
      none,
      'Nouvelle valeur, telle que dans le fichier CSV de la table ; pour une ligne ajoutée, la ligne sous la forme d’un objet JSON, avec les valeurs du fichier JSON de la table ; vide si la valeur n’est plus renseignée.',
      'acceleration',
      { title: 'Après', verbatim: true },
    ),
  },
});

/** The table as its Table Schema describes it: the order of its rows does not depend on their cells. */
export const describedChanges: DescribedTable = { ...changementsTable, sortedBy: undefined };

/** The cells of a change, in the order of the columns. */
export function changeCells({ table: name, identifiant, colonne, avant, apres }: ChangeLine): Cell[] {
  return [name, identifiant, colonne, avant, apres];
}

export function replacementLine({ name, columns }: SortedTable, { column, from, to }: ColumnReplacement): ChangeLine {
  return { table: name, identifiant: null, colonne: columns[column]?.name ?? null, avant: from, apres: to };
}

export function changeLines(changedTable: SortedTable, change: RowChange): ChangeLine[] {
  if (change.kind !== 'changed') {
    const row = change.kind === 'added' ? change.after : change.before;
    const text = rowJson(changedTable, row);
    const [avant, apres] = change.kind === 'added' ? [null, text] : [text, null];
    return [{ table: changedTable.name, identifiant: rowIdentifier(changedTable, row), colonne: null, avant, apres }];
  }
  const identifiant = rowIdentifier(changedTable, change.after);
  return change.columns.map((at) => ({
    table: changedTable.name,
    identifiant,
    colonne: changedTable.columns[at]?.name ?? null,
    avant: change.before[at] || null,
    apres: change.after[at] || null,
  }));
}

/** The identifier of a row, as the column `identifiant` of `changements` has it. Null in a table without a primary key. */
export function rowIdentifier(changedTable: SortedTable, row: CsvRow): string | null {
  const cells = changedTable.primaryKey.map((name) => {
    const column = changedTable.columns.find((each) => each.name === name);
    return column ? parseCsvCell(column, keyCellOf<string>(changedTable, name)(row) ?? '') : null;
  });
  if (cells.length === 0) return null;
  return cells.length === 1 ? csvCell(cells[0] ?? null) : JSON.stringify(cells);
}

/** A row as a JSON object. */
export function rowJson({ columns }: SortedTable, row: CsvRow): string {
  return JSON.stringify(
    Object.fromEntries(columns.map((column, at) => [column.name, parseCsvCell(column, row[at] ?? '')])),
  );
}
