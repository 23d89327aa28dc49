import { type CodeList, vocabularyCodes } from '../graphql/codeList.ts';
import type { Vocabulary, VocabularyTable } from '../graphql/vocabulary.ts';
import { type Fragment, join, raw, sql } from '../sql/sql.ts';
import { isUrl } from '../values/acceptance/addresses.ts';
import { FIRST_DAY, isDay } from '../values/acceptance/days.ts';
import { exportProblem } from '../values/acceptance/texts.ts';

/** The value of a cell, as JSON shows it. Null is a missing value; a text is never empty. */
export type Cell = Value | null;
export type Value = string | number | boolean | readonly string[];

/** A column of an exported table: its SQL expression, its description and the checks of its cells. */
export interface Column {
  /** The SQL expression of the value. PostgreSQL returns it as text; a list as JSON. */
  readonly select: Fragment;
  readonly description: string;
  readonly example: Value;
  /** The French title of the column. Default: the name with blanks and an initial capital. */
  readonly title?: string;
  /** Type and format, as Table Schema names them. */
  readonly type: 'string' | 'integer' | 'number' | 'boolean' | 'date' | 'datetime' | 'array';
  /** The field of the GraphQL schema with the same value, such as `Startup.name`. */
  readonly field?: string;
  readonly format?: string;
  readonly required: boolean;
  readonly unique: boolean;
  /** The closed list of values, if there is one. */
  readonly allowedValues?: readonly string[];
  /** The exported words by the code that `select` returns, if the column has one value of a vocabulary. */
  readonly words?: Readonly<Record<string, string>>;
  /** The meaning of the values, or of the items of a list, if they are codes. */
  readonly codes?: CodeList;
  /** Parses the text that PostgreSQL returned. Calls `reject` with the problem if the column does not allow the value. */
  parse(text: string, reject: (problem: string) => never): Value;
}

export interface ColumnOptions {
  title?: string;
  required?: boolean;
  unique?: boolean;
}

/**
 * The number of a row among those with the same values, in an order: empty for the first row, 2 for the second one. It completes
 * a primary key whose values may repeat.
 */
export function repetition(
  values: readonly Fragment[],
  order: readonly Fragment[],
  description: string,
  example = 2,
): Column {
  const number = sql`row_number() OVER (PARTITION BY ${join(values, ', ')} ORDER BY ${join(order, ', ')})`;
  return integer(sql`nullif(${number}, 1)`, description, example, { title: 'Numéro' });
}

/** A text: not empty, in NFC, without the characters that the register rejects. A `verbatim` text is exported as its source gives it. */
export function text(
  select: Fragment,
  description: string,
  example: string,
  options: ColumnOptions & { verbatim?: boolean; codes?: CodeList } = {},
): Column {
  const { verbatim = false, codes, ...rest } = options;
  const parse: ParseCell = (text, reject) => {
    const problem = exportProblem(text, { verbatim });
    return problem === null ? text : reject(problem);
  };
  return { ...column('string', select, description, example, rest, parse), ...(codes && { codes }) };
}

export function url(select: Fragment, description: string, example: string, options: ColumnOptions = {}): Column {
  const parse: ParseCell = (text, reject) => {
    const problem = exportProblem(text, { verbatim: false });
    if (problem !== null) return reject(problem);
    return isUrl(text) ? text : reject('it is not an absolute http or https URL');
  };
  return { ...column('string', select, description, example, options, parse), format: 'uri' };
}

/** A calendar date, `YYYY-MM-DD`. */
export const date = scalar<string>('date', (text, reject) =>
  isDay(text) ? text : reject('it is not a date from 1900-01-01 to 9999-12-31'),
);

/** An instant in UTC, to the millisecond: `2026-11-23T18:00:00.000Z`. */
export function instant(select: Fragment, description: string, example: string, options: ColumnOptions = {}): Column {
  const inUtc = sql`to_char(${select} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
  return column('datetime', inUtc, description, example, options, (text, reject) =>
    INSTANT.test(text) ? text : reject('it is not an instant from 1900 to 9999 in UTC'),
  );
}

const INSTANT = /^(?:19|[2-9]\d)\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

export const integer = scalar<number>('integer', (text, reject) => {
  const value = Number(text);
  return /^-?\d+$/.test(text) && Number.isSafeInteger(value)
    ? value
    : reject('it is not an integer between -2^53 and 2^53');
});

export const number = scalar<number>('number', (text, reject) => {
  const value = Number(text);
  return /^-?\d/.test(text) && Number.isFinite(value) ? value : reject('it is not a finite number');
});

export const boolean = scalar<boolean>('boolean', (text, reject) =>
  text === 't' ? true : text === 'f' ? false : reject('it is neither true nor false'),
);

/** A list of texts, from an SQL array. An empty list is `[]`, not a missing value. */
export function list(
  select: Fragment,
  description: string,
  example: readonly string[],
  { codes, ...options }: ColumnOptions & { codes?: CodeList } = {},
): Column {
  const items = listOf(select, description, example, options, (item, reject) => {
    const problem = exportProblem(item, { verbatim: false });
    return problem === null ? item : reject(problem);
  });
  return { ...items, ...(codes && { codes }) };
}

/** A value of a vocabulary, exported as its French word. */
export function word<T extends VocabularyTable>(
  vocabulary: Vocabulary<T>,
  select: Fragment,
  description: string,
  example: keyof T & string,
  options: ColumnOptions = {},
): Column {
  const wordOf = parseWord(vocabulary);
  const shown = vocabulary.words[example];
  return {
    ...column('string', select, description, shown, options, wordOf),
    allowedValues: Object.values(vocabulary.words),
    words: vocabulary.words,
    codes: vocabularyCodes(vocabulary),
  };
}

/** A list of values of a vocabulary, exported as their French words. */
export function words<T extends VocabularyTable>(
  vocabulary: Vocabulary<T>,
  select: Fragment,
  description: string,
  example: readonly (keyof T & string)[],
  options: ColumnOptions = {},
): Column {
  const shown = example.map((code) => vocabulary.words[code]);
  const column = listOf(select, description, shown, options, parseWord(vocabulary));
  return { ...column, codes: vocabularyCodes(vocabulary) };
}

/** The column with another SQL expression. */
export function selecting(column: Column | undefined, select: Fragment): Column | undefined {
  return column && { ...column, select };
}

/** The day before a day, in SQL: the last day of what ended on that day. Never before the first day that tables allow. */
export function dayBefore(day: Fragment): Fragment {
  return sql`greatest(${day} - 1, ${raw(`DATE '${FIRST_DAY}'`)})`;
}

type ParseCell<V extends Value = Value> = (text: string, reject: (problem: string) => never) => V;

function scalar<V extends Value>(type: Column['type'], parse: ParseCell<V>) {
  return (select: Fragment, description: string, example: V, options: ColumnOptions = {}): Column =>
    column(type, select, description, example, options, parse);
}

function column(
  type: Column['type'],
  select: Fragment,
  description: string,
  example: Value,
  { required = false, unique = false, title }: ColumnOptions,
  parse: ParseCell,
): Column {
  return { type, select, description, example, required, unique, title, parse };
}

function listOf(
  items: Fragment,
  description: string,
  example: readonly string[],
  options: ColumnOptions,
  parseItem: ParseCell<string>,
): Column {
  const select = sql`coalesce(to_json(${items})::text, '[]')`;
  return column('array', select, description, example, { ...options, required: true }, (text, reject) => {
    const parsed: unknown = JSON.parse(text);
    if (!Array.isArray(parsed)) return reject('it is not a list');
    return parsed.map((item) =>
      typeof item === 'string' ? parseItem(item, reject) : reject('an item of the list is not a text'),
    );
  });
}

function parseWord<T extends VocabularyTable>(vocabulary: Vocabulary<T>): ParseCell<string> {
  const byCode = new Map<string, string>(Object.entries(vocabulary.words));
  return (code, reject) => byCode.get(code) ?? reject(`it is not one of ${[...byCode.keys()].join(', ')}`);
}
