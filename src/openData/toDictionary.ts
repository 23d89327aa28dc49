import { csvCell } from './csvWriter.ts';
import type { NamedColumn, Table } from './table.ts';
import { type Block, heading, paragraph, prose, type TextDocument } from './textDocument.ts';

/** The section of a table in the dictionary, in French: its description, its keys, its columns and the meaning of their codes. */
export function toDictionary({
  name,
  title,
  description,
  columns,
  primaryKey,
  keyedWithout,
  foreignKeys,
}: Table): TextDocument {
  return [
    heading(2, `${title} : `, { code: name }),
    paragraph(description),
    paragraph(
      ...(primaryKey.length > 0
        ? prose(`Identifiant d’une ligne : ${primaryKey.map((column) => keyPart(column, keyedWithout)).join(', ')}.`)
        : ['Les lignes n’ont pas d’identifiant. Deux lignes peuvent être identiques.']),
    ),
    ...foreignKeys.map(({ column, table, target }) =>
      paragraph(
        ...prose(`La colonne \`${column}\` contient une valeur de la colonne \`${target}\` de la table \`${table}\`.`),
      ),
    ),
    { kind: 'table', header: HEADER, rows: columns.map(rowOf) },
    ...columns.flatMap(codesOf),
  ];
}

const HEADER = ['Colonne', 'Titre', 'Type', 'Obligatoire', 'Description', 'Exemple'];

const TYPES: Readonly<Record<NamedColumn['type'], string>> = {
  string: 'texte',
  integer: 'nombre entier',
  number: 'nombre décimal',
  boolean: 'booléen (`true` ou `false`)',
  date: 'date (AAAA-MM-JJ)',
  datetime: 'instant (AAAA-MM-JJThh:mm:ss.sssZ, temps universel)',
  array: 'liste (tableau JSON)',
};

function keyPart(column: string, keyedWithout: Table['keyedWithout']): string {
  const other = keyedWithout[column];
  return other === undefined ? `\`${column}\`` : `\`${column}\` (si \`${other}\` est vide)`;
}

function rowOf({ name, title, type, format, required, unique, description, example }: NamedColumn) {
  const kind = format === 'uri' ? 'adresse web' : TYPES[type];
  return [
    [{ code: name }],
    [title],
    prose(unique ? `${kind}, unique` : kind),
    [required ? 'oui' : 'non'],
    [description],
    [csvCell(example)],
  ];
}

/** The codes of a column. Their days of use are in the table `nomenclatures`. */
function codesOf({ name, title, codes }: NamedColumn): Block[] {
  if (!codes) return [];
  const present = codes.codes.filter(({ replacedBy }) => replacedBy === null);
  return [
    heading(3, `${title} : les codes de la colonne `, { code: name }),
    {
      kind: 'table',
      header: ['Code', 'Libellé', 'Définition'],
      rows: present.map(({ code, label, definition }) => [[{ code }], [label], [definition ?? '']]),
    },
  ];
}
