import type { z } from 'zod';
import { fail } from '../../errors/errors.ts';
import { IMPORT_SHAPE } from '../importErrors.ts';
import {
  INCLUDED,
  INCUBATOR,
  LIST,
  MEMBER,
  OBJECT,
  ORGANISATION,
  type SourceIncluded,
  type SourceIncubator,
  type SourceMember,
  type SourceOrganisation,
  type SourceStartup,
  STARTUP,
  STARTUPS_FILE,
} from './shapes.ts';
import type { SourceFileName, SourceFiles } from './source.ts';

/** A row of the source: as its schema reads it, and as it came. */
export interface Row<T> {
  row: T;
  raw: unknown;
}

/** A row that has not the shape of its kind. `id` is null when it can't be told, or would tell of a person. */
export interface BrokenRow {
  kind: 'startup' | 'incubator' | 'organisation' | 'member';
  id: string | null;
  problem: string;
}

export interface BetaGouvRows {
  startups: Row<SourceStartup>[];
  included: Row<SourceIncluded>[];
  incubators: Row<SourceIncubator & { id: string }>[];
  organisations: Row<SourceOrganisation>[];
  members: Row<SourceMember>[];
  broken: BrokenRow[];
}

/**
 * The rows of the four files. A row that is not of its shape is set aside, so that it doesn't lose the others; a
 * file of which most rows are not is not the file that it says, and is refused whole.
 */
export function readRows(files: SourceFiles): BetaGouvRows {
  const broken: BrokenRow[] = [];
  const { data, included } = shaped('startups.json', STARTUPS_FILE, files['startups.json']);
  const incubators = shaped('incubators.json', OBJECT, files['incubators.json']);
  const organisations = shaped('organisations.json', LIST, files['organisations.json']);
  const members = shaped('authors.json', LIST, files['authors.json']);
  // The keys come from Object.entries, so that a key __proto__ is one like any other.
  const keyed = Object.entries(incubators).map(([id, raw]) => ({ path: [id], id, raw }));
  return {
    startups: rowsOf('startups.json', 'startup', STARTUP, listed(data, ['data']), broken),
    included: rowsOf('startups.json', 'incubator', INCLUDED, listed(included ?? [], ['included']), broken),
    incubators: rowsOf('incubators.json', 'incubator', INCUBATOR, keyed, broken).map(({ row, raw, id }) => ({
      row: { ...row, id: id ?? '' },
      raw,
    })),
    organisations: rowsOf('organisations.json', 'organisation', ORGANISATION, listed(organisations, []), broken),
    members: rowsOf('authors.json', 'member', MEMBER, listed(members, []), broken),
    broken,
  };
}

function shaped<S extends z.ZodType>(file: SourceFileName, schema: S, value: unknown): z.output<S> {
  const parsed = schema.safeParse(value);
  return parsed.success ? parsed.data : fail(IMPORT_SHAPE, { file, problem: problemOf(parsed.error, []) });
}

interface Candidate {
  path: (string | number)[];
  id: string | null;
  raw: unknown;
}

function listed(rows: readonly unknown[], path: string[]): Candidate[] {
  return rows.map((raw, index) => ({ path: [...path, index], id: idOf(raw), raw }));
}

function idOf(raw: unknown): string | null {
  return typeof raw === 'object' && raw !== null && 'id' in raw && typeof raw.id === 'string' ? raw.id : null;
}

function rowsOf<S extends z.ZodType>(
  file: SourceFileName,
  kind: BrokenRow['kind'],
  schema: S,
  candidates: readonly Candidate[],
  broken: BrokenRow[],
): (Row<z.output<S>> & { id: string | null })[] {
  const rows: (Row<z.output<S>> & { id: string | null })[] = [];
  const problems: string[] = [];
  for (const { path, id, raw } of candidates) {
    const parsed = schema.safeParse(raw);
    if (parsed.success) rows.push({ row: parsed.data, raw, id });
    else {
      const problem = problemOf(parsed.error, path);
      problems.push(problem);
      broken.push({ kind, id: kind === 'member' ? null : id, problem });
    }
  }
  const [first] = problems;
  if (first !== undefined && problems.length * 2 > candidates.length) fail(IMPORT_SHAPE, { file, problem: first });
  return rows;
}

/** The path of the first issue and what is wrong there; at most 80 characters of what the input calls its keys. */
function problemOf(error: z.ZodError, path: readonly (string | number)[]): string {
  const [issue] = error.issues;
  const keys = [...path, ...(issue?.path ?? [])].map(String).join('.').replace(/\p{C}/gu, '');
  const where = keys === '' ? 'the whole file' : keys.slice(0, 80);
  return `${where}: ${issue?.message ?? 'not as documented'}`;
}
