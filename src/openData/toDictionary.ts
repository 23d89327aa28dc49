import type { NamedColumn, Table } from './table.ts';
import { csvCell } from './toCsv.ts';

/** The dictionary of a table for people, in French Markdown: what a row is, and what each column holds. */
export function toDictionary(table: Table): string {
  const { name, title, description, columns, primaryKey, foreignKeys } = table;
  const lines = [`## ${inMarkdown(title)} — \`${name}\``, '', inMarkdown(description), ''];
  lines.push(
    primaryKey.length > 0
      ? `Une ligne est identifiée par : ${primaryKey.map((column) => `\`${column}\``).join(', ')}.`
      : 'Les lignes n’ont pas d’identifiant : deux lignes peuvent être identiques.',
  );
  for (const { column, table: target, target: targetColumn } of foreignKeys) {
    lines.push('', `\`${column}\` est une valeur de \`${targetColumn}\` dans la table \`${target}\`.`);
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

/** A text on one line of Markdown, of which nothing is taken for markup. */
export function inMarkdown(text: string): string {
  return text.replaceAll(/\s+/g, ' ').replaceAll(/[\\`*_[\]<>|]/g, '\\$&');
}
