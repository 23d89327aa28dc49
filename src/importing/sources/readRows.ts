import type { z } from 'zod';
import { fail } from '../../errors/errors.ts';
import type { FindingCollector, FindingReporter } from '../findings/FindingCollector.ts';
import { IMPORT_SHAPE } from '../importErrors.ts';
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

/** Parses the rows of the four files. An invalid row is skipped; a file of which most rows are invalid is rejected. */
export function readRows(files: SourceFiles, findings: FindingCollector) {
  const { data, included } = parsedFile('startups.json', STARTUPS_FILE, files);
  const incubators = parsedFile('incubators.json', OBJECT, files);
  const organisations = parsedFile('organisations.json', LIST, files);
  const members = parsedFile('authors.json', LIST, files);
  const rows = <S extends z.ZodType>(file: SourceFileName, kind: RowKind, schema: S, unparsed: UnparsedRow[]) =>
    parsedRows(file, kind, schema, unparsed, findings);
  return {
    startups: rows('startups.json', 'startup', STARTUP, unparsedRows(data, ['data'])),
    included: rows('startups.json', 'incubator', INCLUDED, unparsedRows(included ?? [], ['included'])),
    incubators: rows(
      'incubators.json',
      'incubator',
      INCUBATOR,
      // Object.entries also returns a key `__proto__`.
      Object.entries(incubators).map(([id, raw]) => ({ path: [id], id, raw })),
    ),
    organisations: rows('organisations.json', 'organisation', ORGANISATION, unparsedRows(organisations)),
    members: rows('authors.json', 'member', MEMBER, unparsedRows(members)),
  };
}

/** The rows with a valid id, each id once whatever its case, and the reporter of each row. */
export function identifiedRows<T>(
  kind: Exclude<RowKind, 'member'>,
  rows: readonly ParsedRow<T>[],
  findings: FindingCollector,
): (ParsedRow<T> & { reporter: FindingReporter })[] {
  const seen = new Map<string, string>();
  return rows.flatMap((parsed) => {
    const id = bareId(parsed.id);
    const reporter = reporterOf(kind, id, findings);
    const valid = isValidId(id);
    const first = seen.get(id.toLowerCase());
    if (!valid || first !== undefined) {
      reporter.report(valid ? 'DUPLICATE_ID' : 'ID_UNUSABLE', 'id', id, first === id ? null : first);
      return [];
    }
    seen.set(id.toLowerCase(), id);
    if (parsed.id !== parsed.id.normalize('NFC')) reporter.report('TEXT_NORMALISED', 'id', parsed.id, id);
    return [{ ...parsed, id, reporter }];
  });
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

function unparsedRows(rows: readonly unknown[], path: string[] = []): UnparsedRow[] {
  return rows.map((raw, index) => ({ path: [...path, index], id: idOf(raw), raw }));
}

function idOf(raw: unknown): string | null {
  return typeof raw === 'object' && raw !== null && 'id' in raw && typeof raw.id === 'string' ? raw.id : null;
}

function parsedRows<S extends z.ZodType>(
  file: SourceFileName,
  kind: RowKind,
  schema: S,
  unparsed: readonly UnparsedRow[],
  findings: FindingCollector,
): ParsedRow<z.output<S>>[] {
  const problems: string[] = [];
  const rows = unparsed.flatMap(({ path, id, raw }) => {
    const { success, data, error } = schema.safeParse(raw);
    if (success) return [{ id: id ?? '', row: data, raw }];
    const problem = problemOf(error, path);
    problems.push(problem);
    reporterOf(kind, id ?? '', findings).report('ROW_REFUSED', 'row', problem);
    return [];
  });
  const [first] = problems;
  if (first !== undefined && problems.length * 2 > unparsed.length) fail(IMPORT_SHAPE, { file, problem: first });
  return rows;
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
