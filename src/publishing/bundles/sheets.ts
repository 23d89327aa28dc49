import { typeInFrench } from '../../openData/typeInFrench.ts';
import { COLLECTION } from '../catalogue.ts';
import { type BundledRelease, type BundledTable, readRows } from './bundledTables.ts';
import { partyInFrench, sourcesInFrench } from './descriptionTables.ts';
import { type CellStyle, cellXml, columnLetters, rowXml, textXml } from './sheetXml.ts';

/** A sheet of a workbook. */
export interface Sheet {
  readonly name: string;
  /** The widths of the columns, in characters. */
  readonly widths: readonly number[];
  /** Whether the first row is a header, which stays visible. */
  readonly hasHeader: boolean;
  /** The XML of the rows, in pieces. */
  rows(): Iterable<string> | AsyncIterable<string>;
  /** The cells that lead to another sheet: its name by the reference of the cell. */
  readonly links: ReadonlyMap<string, string>;
}

/** The maximum number of rows of a sheet in Excel, with its header. */
const MAX_ROWS = 1_048_576;

/** The sheets of a release: its contents, the descriptions of the columns, and the tables. A longer table has several sheets. */
export function sheetsOf(release: BundledRelease, tables: readonly BundledTable[], maxRows = MAX_ROWS): Sheet[] {
  const names = new SheetNames();
  const [contents, columns] = [names.add('Lisez-moi'), names.add('Colonnes')];
  const sheets = tables.map((table) => {
    const count = Math.max(1, Math.ceil(table.rows / (maxRows - 1)));
    return Array.from({ length: count }, (_, part) => tableSheet(names.add(table.name), table, part, maxRows - 1));
  });
  const first = sheets.map(([sheet]) => sheet?.name ?? '');
  return [contentsSheet(contents, release, tables, first), columnsSheet(columns, tables), ...sheets.flat()];
}

/** Names have at most 31 characters and differ in more than case. */
class SheetNames {
  readonly #used = new Set<string>();

  add(wanted: string): string {
    for (let count = 1; ; count++) {
      const suffix = count === 1 ? '' : ` (${count})`;
      const name = `${wanted.slice(0, 31 - suffix.length)}${suffix}`;
      if (this.#used.has(name.toLowerCase())) continue;
      this.#used.add(name.toLowerCase());
      return name;
    }
  }
}

function contentsSheet(
  name: string,
  { version, referenceDay, licence, publisher, contactPoint, sources, citation }: BundledRelease,
  tables: readonly BundledTable[],
  sheetNames: readonly string[],
): Sheet {
  const paragraphs = [
    COLLECTION.description,
    `Version ${version} du registre, au ${referenceDay}. Licence : ${licence.title} (${licence.url}).`,
    `Producteur : ${partyInFrench(publisher.name, publisher.siren, publisher.url)}.`,
    ...(contactPoint ? [`Contact : ${partyInFrench(contactPoint.name, contactPoint.email, contactPoint.url)}.`] : []),
    ...(sources.length > 0 ? [`Sources : ${sourcesInFrench(sources)}.`] : []),
    ...(citation === '' ? [] : [`Comment citer ces données : ${citation}`]),
    'Chaque table est une feuille de ce classeur. Sa première ligne donne les noms des colonnes, que la feuille « Colonnes » décrit.',
    'Une cellule vide correspond à une valeur non renseignée. Les listes sont des tableaux JSON. Les instants sont en temps universel (UTC).',
    'Un texte de plus de 32 767 caractères est coupé et se termine par « … ». Les fichiers CSV et JSON de la même publication contiennent les textes entiers.',
  ];
  const head = [[COLLECTION.title], ...paragraphs.map((text) => [text]), []];
  const list = tables.map(({ title, rows, description }, at) => [sheetNames[at] ?? '', title, rows, description]);
  const start = head.length + 1;
  return {
    name,
    widths: [34, 40, 12, 120],
    hasHeader: false,
    *rows() {
      yield plainRows(1, head, (row) => (row === 0 ? 'title' : null));
      yield plainRows(start, [['Feuille', 'Titre', 'Lignes', 'Description']], () => 'header');
      yield plainRows(start + 1, list, (_row, column) => (column === 0 ? 'link' : 'wrapped'));
    },
    links: new Map(sheetNames.map((sheet, at) => [`A${start + 1 + at}`, sheet])),
  };
}

function columnsSheet(name: string, tables: readonly BundledTable[]): Sheet {
  return {
    name,
    widths: [34, 30, 34, 12, 12, 120],
    hasHeader: true,
    *rows() {
      yield plainRows(1, [['Table', 'Colonne', 'Titre', 'Type', 'Obligatoire', 'Description']], () => 'header');
      const rows = tables.flatMap((table) =>
        table.columns.map(({ name: column, title, type, constraints, description }) => [
          ...[table.name, column, title, typeInFrench(type)],
          ...[constraints.required ? 'oui' : 'non', description],
        ]),
      );
      yield plainRows(2, rows, () => 'wrapped');
    },
    links: new Map(),
  };
}

/** Rows of texts and numbers, from row `start` on. */
function plainRows(
  start: number,
  rows: readonly (readonly (string | number)[])[],
  styleOf: (row: number, column: number) => CellStyle | null,
): string {
  return rows
    .map((cells, row) => {
      const xml = cells.map((cell, column) => {
        const reference = `${columnLetters(column)}${start + row}`;
        return typeof cell === 'number'
          ? cellXml(reference, cell, 'integer')
          : textXml(reference, cell, styleOf(row, column));
      });
      return rowXml(start + row, xml);
    })
    .join('');
}

/** The `part`-th sheet of a table, with at most `size` rows below the header. */
function tableSheet(name: string, table: BundledTable, part: number, size: number): Sheet {
  const { columns } = table;
  const letters = columns.map((_, at) => columnLetters(at));
  return {
    name,
    widths: columns.map(({ name: column, type }) => Math.max(column.length + 4, WIDTHS[type] ?? 24)),
    hasHeader: true,
    async *rows() {
      yield plainRows(1, [columns.map((column) => column.name)], () => 'header');
      let at = -part * size;
      for await (const batch of readRows(table)) {
        let xml = '';
        for (const cells of batch) {
          if (at >= 0 && at < size) {
            const row = at + 2;
            xml += rowXml(
              row,
              cells.map((cell, column) => cellXml(`${letters[column]}${row}`, cell, columns[column]?.type ?? '')),
            );
          }
          at++;
        }
        if (xml !== '') yield xml;
        if (at >= size) break;
      }
    },
    links: new Map(),
  };
}

const WIDTHS: Readonly<Record<string, number>> = { integer: 12, number: 12, boolean: 12, date: 12, datetime: 20 };
