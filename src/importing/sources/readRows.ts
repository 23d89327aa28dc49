import type { z } from 'zod';
import { fail } from '../../errors/errors.ts';
import type { FindingCollector, FindingReporter } from '../findings/FindingCollector.ts';
import { IMPORT_SHAPE } from '../importErrors.ts';
import { StoredRows } from '../storedRows.ts';
import { INCLUDED, INCUBATOR, LIST, MEMBER, OBJECT, ORGANISATION, STARTUP, STARTUPS_FILE } from './betaGouvSchemas.ts';
import type { SourceFileName, SourceFiles } from './readSource.ts';
import { bareId, isValidId } from './sourceId.ts';

/** A valid row, as its schema parses it and as the source gives it. */
export interface ParsedRow<T> {
  id: string;
  row: T;
  raw: unknown;
}

const SUBJECTS = { startup: 'STARTUP', incubator: 'ENTITY', organisation: 'ENTITY', member: 'MEMBERSHIP' } as const;
type RowKind = keyof typeof SUBJECTS;

/**
 * The rows of the four files. An invalid row is skipped; a file of which most rows are invalid is rejected. Rows are validated here, and
 * parsed whenever they are read.
 */
export function readRows(files: SourceFiles, findings: FindingCollector) {
  const { data, included } = parsedFile('startups.json', STARTUPS_FILE, files);
  const incubators = parsedFile('incubators.json', OBJECT, files);
  const organisations = parsedFile('organisations.json', LIST, files);
  const members = parsedFile('authors.json', LIST, files);
  const rows = <S extends z.ZodType>(file: SourceFileName, kind: RowKind, schema: S, unparsed: Iterable<UnparsedRow>) =>
    parsedRows(file, kind, schema, unparsed, findings);
  return {
    startups: rows('startups.json', 'startup', STARTUP, unparsedRows(data, ['data'])),
    included: rows('startups.json', 'incubator', INCLUDED, unparsedRows(included ?? [], ['included'])),
    incubators: rows('incubators.json', 'incubator', INCUBATOR, unparsedMembers(incubators)),
    organisations: rows('organisations.json', 'organisation', ORGANISATION, unparsedRows(organisations)),
    members: rows('authors.json', 'member', MEMBER, unparsedRows(members)),
  };
}

/** The rows with a valid id, each id once whatever its case, and the reporter of each row. */
export function* identifiedRows<T>(
  kind: Exclude<RowKind, 'member'>,
  rows: Iterable<ParsedRow<T>>,
  findings: FindingCollector,
): Generator<ParsedRow<T> & { reporter: FindingReporter }> {
  const seen = new Map<string, string>();
  for (const parsed of rows) {
    const id = bareId(parsed.id);
    const reporter = reporterOf(kind, id, findings);
    const valid = isValidId(id);
    const first = seen.get(id.toLowerCase());
    if (!valid || first !== undefined) {
      reporter.report(valid ? 'DUPLICATE_ID' : 'ID_UNUSABLE', 'id', id, first === id ? null : first);
      continue;
    }
    seen.set(id.toLowerCase(), id);
    if (parsed.id !== parsed.id.normalize('NFC')) reporter.report('TEXT_NORMALISED', 'id', parsed.id, id);
    yield { ...parsed, id, reporter };
  }
}

function parsedFile<S extends z.ZodType>(file: SourceFileName, schema: S, files: SourceFiles): z.output<S> {
  const { success, data, error } = schema.safeParse(files[file]);
  return success ? data : fail(IMPORT_SHAPE, { file, problem: problemOf(error, []) });
}

interface UnparsedRow {
  path: (string | number)[];
  id: string | null;
  raw: unknown;
}

/** The rows of a list, whenever they are read. */
function unparsedRows(rows: Iterable<unknown>, path: string[] = []): Iterable<UnparsedRow> {
  return {
    *[Symbol.iterator]() {
      let index = 0;
      for (const raw of rows) yield { path: [...path, index++], id: idOf(raw), raw };
    },
  };
}

/** The members of an object. Object.entries also returns a key `__proto__`. */
function unparsedMembers(object: object | StoredRows<[string, unknown]>): Iterable<UnparsedRow> {
  const members = object instanceof StoredRows ? object : Object.entries(object);
  return {
    *[Symbol.iterator]() {
      for (const [id, raw] of members) yield { path: [id], id, raw };
    },
  };
}

function idOf(raw: unknown): string | null {
  return typeof raw === 'object' && raw !== null && 'id' in raw && typeof raw.id === 'string' ? raw.id : null;
}

function parsedRows<S extends z.ZodType>(
  file: SourceFileName,
  kind: RowKind,
  schema: S,
  unparsed: Iterable<UnparsedRow>,
  findings: FindingCollector,
): Iterable<ParsedRow<z.output<S>>> {
  let [count, invalid] = [0, 0];
  let first: string | null = null;
  for (const { path, id, raw } of unparsed) {
    count += 1;
    const { error } = schema.safeParse(raw);
    if (!error) continue;
    const problem = problemOf(error, path);
    invalid += 1;
    first ??= problem;
    reporterOf(kind, id ?? '', findings).report('ROW_REFUSED', 'row', problem);
  }
  if (first !== null && invalid * 2 > count) fail(IMPORT_SHAPE, { file, problem: first });
  return {
    *[Symbol.iterator]() {
      for (const { id, raw } of unparsed) {
        const { success, data } = schema.safeParse(raw);
        if (success) yield { id: id ?? '', row: data, raw };
      }
    },
  };
}

/** Findings never contain an invalid id or the id of a member. */
function reporterOf(kind: RowKind, id: string, findings: FindingCollector): FindingReporter {
  return findings.reporterFor(SUBJECTS[kind], kind === 'member' ? '' : `${kind}/${isValidId(id) ? id : ''}`);
}

/** The path and message of the first issue, with at most 80 characters of keys of the input. */
function problemOf(error: z.ZodError, path: readonly (string | number)[]): string {
  const [issue] = error.issues;
  const keys = [...path, ...(issue?.path ?? [])].map(String).join('.').replace(/\p{C}/gu, '');
  return `${keys === '' ? 'the whole file' : keys.slice(0, 80)}: ${issue?.message ?? 'not as documented'}`;
}
