import { parse } from 'csv-parse/sync';
import type { JsonObject } from '../http/json.ts';

/** What csv-detective reports of a CSV file, as the tabular API shows it. Throws its error if the file is no table. */
export function csvProfile(text: string): JsonObject {
  const [firstLine = ''] = text.split('\n', 1);
  const separator = SEPARATORS.reduce((best, each) => (count(firstLine, each) > count(firstLine, best) ? each : best));
  const rows: string[][] = parse(text, { bom: true, delimiter: separator, relax_column_count: true });
  if (new Set(rows.slice(0, 11).map(({ length }) => length)).size > 1) {
    throw new Error(`Number of columns is not even across the first 10 rows (detected separator: ${separator}).`);
  }
  const [header = [], ...body] = rows;
  if (body.length === 0) throw new Error('Table seems to be empty');
  const columns = header.map(
    (name, at) =>
      [
        name,
        columnProfile(
          name,
          body.map((row) => row[at] ?? ''),
        ),
      ] as const,
  );
  return {
    encoding: 'utf-8',
    separator,
    header_row_idx: 0,
    header,
    total_lines: body.length,
    columns: Object.fromEntries(
      columns.map(([name, { format, python_type }]) => [name, { format, python_type, score: 1 }]),
    ),
    profile: Object.fromEntries(columns.map(([name, { nb_missing_values }]) => [name, { nb_missing_values }])),
  };
}

const SEPARATORS = [';', ',', '|', '\t'];
const count = (text: string, part: string) => text.split(part).length - 1;

function columnProfile(name: string, cells: readonly string[]) {
  const values = [...new Set(cells.filter((cell) => !NA_WORDS.has(cell)))];
  const nb_missing_values = cells.filter((cell) => NA_WORDS.has(cell)).length;
  const found = FORMATS.filter(({ accepts, label }) => (label?.test(name) ?? true) && values.every(accepts));
  // Every format accepts an empty column, and none is kept. Numbers give way to any other format, and a decimal to a whole one.
  const others = found.filter(({ format }) => format !== 'int' && format !== 'float');
  const [best = TEXT] = values.length === 0 ? [] : others.length > 0 ? others : found;
  return { format: best.format, python_type: best.python_type, nb_missing_values };
}

// The words that pandas reads as a missing value.
const NA_WORDS = new Set(
  [
    '',
    '#N/A',
    '#N/A N/A',
    '#NA',
    '-1.#IND',
    '-1.#QNAN',
    '-NaN',
    '-nan',
    '1.#IND',
    '1.#QNAN',
    '<NA>',
    'N/A',
    'NA',
  ].concat(['NULL', 'NaN', 'None', 'n/a', 'nan', 'null']),
);

interface Format {
  format: string;
  python_type: string;
  /** The names of columns for which csv-detective tries the format; all if absent. */
  label?: RegExp;
  accepts: (value: string) => boolean;
}

const TEXT = { format: 'string', python_type: 'string' };
const DAY = '(19|20)\\d{2}[\\s/\\-*_|;.,]?(0[1-9]|1[0-2])[\\s/\\-*_|;.,]?(0[1-9]|[12]\\d|3[01])';
const matches = (pattern: RegExp) => (value: string) => pattern.test(value);

/** The formats of csv-detective that the files of the register may have, those that win first. */
const FORMATS: readonly Format[] = [
  { format: 'bool', python_type: 'bool', accepts: matches(/^(1|0|vrai|faux|true|false|oui|non|yes|no|y|n|o)$/i) },
  {
    format: 'url',
    python_type: 'string',
    accepts: matches(
      /^((https?|ftp):\/\/|www\.)([A-Za-z0-9-]+\.)+[A-Za-z]{2,6}(\/[A-Za-z\u00C0-\u024F\u1E00-\u1EFF0-9\s._~:/?#[@!$&'()*+,;=%-]*)?$/,
    ),
  },
  { format: 'email', python_type: 'string', accepts: matches(/^[a-z0-9._%+-]+@[a-z0-9.-]+\.[a-z]{2,}$/i) },
  { format: 'siren', python_type: 'string', label: /siren/i, accepts: matches(/^(\d ?){9}$/) },
  { format: 'siret', python_type: 'string', label: /siret/i, accepts: matches(/^(\d ?){14}$/) },
  {
    format: 'datetime_aware',
    python_type: 'datetime',
    accepts: matches(new RegExp(`^${DAY}[T ]\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,6})?(Z|[+-]\\d{2}:\\d{2})$`)),
  },
  { format: 'date', python_type: 'date', accepts: matches(new RegExp(`^${DAY}$`)) },
  { format: 'year', python_type: 'int', accepts: (value) => /^\d{4}$/.test(value) && +value >= 1800 && +value <= 2100 },
  { format: 'json', python_type: 'json', accepts: isJson },
  { format: 'int', python_type: 'int', accepts: matches(/^(0|-?[1-9]\d{0,18})$/) },
  { format: 'float', python_type: 'float', accepts: matches(/^(-?(0|[1-9]\d*)([.,]\d+)?([eE][+-]?\d+)?|inf|nan)$/) },
];

function isJson(value: string): boolean {
  try {
    const parsed: unknown = JSON.parse(value);
    return typeof parsed === 'object' && parsed !== null;
  } catch {
    return false;
  }
}
