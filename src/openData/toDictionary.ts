import { csvCell } from './csvWriter.ts';
import type { NamedColumn, Table } from './table.ts';

/** The section of a table in the dictionary, in French Markdown: its description, its keys and its columns. */
export function toDictionary(table: Table): string {
  const { name, title, description, columns, primaryKey, foreignKeys } = table;
  const lines = [`## ${inMarkdown(title)} — \`${name}\``, '', inMarkdown(description), ''];
  lines.push(
    primaryKey.length > 0
      ? `Identifiant d’une ligne : ${primaryKey.map((column) => `\`${column}\``).join(', ')}.`
      : 'Les lignes n’ont pas d’identifiant. Deux lignes peuvent être identiques.',
  );
  for (const { column, table: target, target: targetColumn } of foreignKeys) {
    lines.push(
      '',
      `La colonne \`${column}\` contient une valeur de la colonne \`${targetColumn}\` de la table \`${target}\`.`,
    );
  }
  lines.push('', ...HEADER, ...columns.map(rowOf));
  return `${lines.join('\n')}\n`;
}

const HEADER = [
  '| Colonne | Titre | Type | Obligatoire | Description | Exemple | Valeurs possibles |',
  '| --- | --- | --- | --- | --- | --- | --- |',
];

const TYPES: Readonly<Record<NamedColumn['type'], string>> = {
  string: 'texte',
  integer: 'nombre entier',
  number: 'nombre décimal',
  boolean: 'booléen (`true` ou `false`)',
  date: 'date (AAAA-MM-JJ)',
  datetime: 'instant (AAAA-MM-JJThh:mm:ss.sssZ, temps universel)',
  array: 'liste (tableau JSON)',
};

function rowOf({
  name,
  title,
  type,
  format,
  required,
  unique,
  description,
  example,
  allowedValues,
}: NamedColumn): string {
  const kind = format === 'uri' ? 'adresse web' : TYPES[type];
  const cells = [
    `\`${name}\``,
    inMarkdown(title),
    unique ? `${kind}, unique` : kind,
    required ? 'oui' : 'non',
    inMarkdown(description),
    inMarkdown(csvCell(example)),
    allowedValues ? allowedValues.map((value) => `\`${value}\``).join(', ') : '',
  ];
  return `| ${cells.join(' | ')} |`;
}

/** A text on one line of Markdown, with markup characters escaped. */
export function inMarkdown(text: string): string {
  return text.replaceAll(/\s+/g, ' ').replaceAll(/[\\`*_[\]<>|]/g, '\\$&');
}
