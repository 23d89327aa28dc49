import type { FileReceipt, ReceiptOutcome } from './receipt.ts';

/** A file of the release. */
export interface MeantFile {
  readonly resource: string;
  readonly sha1: string;
  /** The table of a CSV file; null for any other file, whose columns the platform does not read. */
  readonly table: MeantTable | null;
}

export interface MeantTable {
  readonly rows: number;
  readonly columns: readonly MeantColumn[];
}

export interface MeantColumn {
  readonly name: string;
  /** The type and the format of Table Schema. */
  readonly type: string;
  readonly format: string | null;
}

/** A resource on the platform, with the results of its crawler (hydra) and of its analysis of tables (csv-detective). */
export interface SeenFile {
  readonly url: string;
  readonly sha1: string | null;
  readonly extras: Readonly<Record<string, unknown>>;
  /** The last modification of the resource, by the clock of the platform. */
  readonly lastModified: string | null;
  /** Null if the platform has no table of the resource yet. */
  readonly table: SeenTable | null;
}

export interface SeenTable {
  /** The URL of the file that was read: another version of the file has another URL. */
  readonly url: string;
  /** Null if the analysis did not count the rows. */
  readonly rows: number | null;
  readonly columns: readonly SeenColumn[];
}

export interface SeenColumn {
  readonly name: string;
  readonly pythonType: string;
  readonly format: string;
  readonly isEmpty: boolean;
}

/**
 * Compares a file with what the platform read in it. The result of another version of the file is not taken: it leaves the outcome
 * unknown. A pure function.
 * @param seen null if the platform does not have the resource.
 */
export function compareReceipt({ resource, sha1, table }: MeantFile, seen: SeenFile | null): FileReceipt {
  const unknown = (problem: string) => result(resource, 'UNKNOWN', [], problem);
  const different = (differences: readonly string[]) => result(resource, 'DIFFERENT', differences, null);
  if (seen === null) return different(['the platform does not have the file']);
  if (seen.sha1 !== sha1) return different([`the platform has another file, with the SHA-1 ${seen.sha1}`]);

  const crawled = crawlProblem(seen, sha1);
  if (crawled?.kind === 'unknown') return unknown(crawled.problem);
  if (crawled) return different([crawled.problem]);
  if (table === null) return result(resource, 'AS_MEANT', [], null);

  const parsed = parsingProblem(seen);
  if (parsed?.kind === 'unknown') return unknown(parsed.problem);
  if (parsed) return different([parsed.problem]);
  if (seen.table === null) return unknown('the profile of the table is not available yet');
  if (seen.table.url !== seen.url) return unknown('the profile is that of another version of the file');
  const differences = tableDifferences(table, seen.table);
  return differences.length > 0 ? different(differences) : result(resource, 'AS_MEANT', [], null);
}

/** Whether the analysis has ended for a table of this version, so that its profile can be read. */
export function isParsed(seen: Omit<SeenFile, 'table'>, sha1: string): boolean {
  const withoutTable = { ...seen, table: null };
  return crawlProblem(withoutTable, sha1) === null && parsingProblem(withoutTable) === null;
}

interface Problem {
  readonly kind: 'unknown' | 'different';
  readonly problem: string;
}

function crawlProblem({ extras, lastModified }: SeenFile, sha1: string): Problem | null {
  const checksum = textOf(extras, 'analysis:checksum');
  const error = textOf(extras, 'analysis:error');
  if (checksum === sha1) return null;
  if (checksum !== null) return { kind: 'unknown', problem: 'the analysis is that of another version of the file' };
  // Without a checksum, only its date shows which version the crawler could not read.
  const isRecent = isNotBefore(textOf(extras, 'check:date'), lastModified);
  if (error !== null && isRecent)
    return { kind: 'different', problem: `the platform could not analyse the file: ${error}` };
  return { kind: 'unknown', problem: 'the platform has not analysed the file yet' };
}

function parsingProblem({ extras }: SeenFile): Problem | null {
  const pending: Problem = { kind: 'unknown', problem: 'the platform has not read the table yet' };
  if (textOf(extras, 'analysis:parsing:finished_at') === null) return pending;
  // The crawler notes the date of the file together with its checksum; a table that it read before is that of another version.
  const startedAt = textOf(extras, 'analysis:parsing:started_at');
  if (!isNotBefore(startedAt, textOf(extras, 'analysis:last-modified-at'))) return pending;
  const error = textOf(extras, 'analysis:parsing:error');
  if (error !== null) return { kind: 'different', problem: `the platform could not read the table: ${error}` };
  return textOf(extras, 'analysis:parsing:parsing_table') === null ? pending : null;
}

/** The differences between a table and its profile, in the order of the columns. */
function tableDifferences(meant: MeantTable, seen: SeenTable): string[] {
  const differences: string[] = [];
  if (seen.rows !== null && seen.rows !== meant.rows) differences.push(`${seen.rows} rows are read, not ${meant.rows}`);
  const names = seen.columns.map(({ name }) => name);
  const meantNames = meant.columns.map(({ name }) => name);
  for (const name of names) if (!meantNames.includes(name)) differences.push(`column ${name} is not in the release`);
  for (const column of meant.columns) {
    const read = seen.columns.find(({ name }) => name === column.name);
    if (!read) differences.push(`column ${column.name} is missing`);
    else if (!isReadAsMeant(column, read)) {
      differences.push(`column ${column.name} is read as ${wordOfSeen(read)}, not as ${wordOfMeant(column)}`);
    }
  }
  const common = names.filter((name) => meantNames.includes(name));
  const inOrder = meantNames.filter((name) => names.includes(name));
  if (common.join() !== inOrder.join()) differences.push(`the columns are read in the order ${common.join(', ')}`);
  return differences;
}

/** The Python types of csv-detective that a type of Table Schema may be read as. A whole number is also a decimal number. */
const PYTHON_TYPES: Readonly<Record<string, readonly string[]>> = {
  string: ['string'],
  integer: ['int'],
  year: ['int'],
  number: ['float', 'int'],
  boolean: ['bool'],
  date: ['date'],
  datetime: ['datetime'],
  array: ['json'],
  object: ['json'],
};

/** The formats of Table Schema for which csv-detective has a format. */
const SEEN_FORMATS: Readonly<Record<string, string>> = { uri: 'url', email: 'email' };

function isReadAsMeant(
  { type, format }: MeantColumn,
  { pythonType, format: seenFormat, isEmpty }: SeenColumn,
): boolean {
  // A column without values has no type.
  if (isEmpty) return true;
  if (!(PYTHON_TYPES[type] ?? [pythonType]).includes(pythonType)) return false;
  const expected = SEEN_FORMATS[format ?? ''];
  return expected === undefined || seenFormat === expected;
}

const SEEN_WORDS: Readonly<Record<string, string>> = {
  string: 'text',
  int: 'integer',
  float: 'number',
  bool: 'boolean',
  date: 'date',
  datetime: 'datetime',
  json: 'JSON',
};

function wordOfSeen({ pythonType, format }: SeenColumn): string {
  const word = SEEN_WORDS[pythonType] ?? pythonType;
  return [pythonType, 'string', 'bool', 'url'].includes(format) ? word : `${word} (${format})`;
}

function wordOfMeant({ type, format }: MeantColumn): string {
  const word = type === 'string' ? 'text' : type;
  return format !== null && format in SEEN_FORMATS ? `${word} (${SEEN_FORMATS[format]})` : word;
}

function textOf(extras: SeenFile['extras'], name: string): string | null {
  const value = extras[name];
  return typeof value === 'string' && value !== '' ? value : null;
}

/** Whether an instant is not before another one; true if the other one is unknown. */
function isNotBefore(instant: string | null, other: string | null): boolean {
  if (other === null) return true;
  return instant !== null && timeOf(instant) >= timeOf(other);
}

/** The platform gives instants in UTC, some of them without an offset. */
function timeOf(instant: string): number {
  return Date.parse(/(Z|[+-]\d{2}:?\d{2})$/.test(instant) ? instant : `${instant}Z`);
}

function result(
  resource: string,
  outcome: ReceiptOutcome,
  differences: readonly string[],
  problem: string | null,
): FileReceipt {
  return { resource, outcome, differences, problem };
}
