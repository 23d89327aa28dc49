import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The queries that every variant answers with the same data, each in its own dialect. */
export const BENCH_QUERIES = ['nested', 'detail', 'flat'] as const;

export type BenchQuery = (typeof BENCH_QUERIES)[number];

/** The schema that the documents of a variant use. A route takes only the variables. */
export type Dialect = 'registre' | 'postgraphile' | 'mercurius' | 'naive' | 'route';

export const DESCRIPTIONS: Readonly<Record<BenchQuery, string>> = {
  nested:
    '50 startups by phase: 8 scalars, phases, sponsors with parent, incubators, services, count of former and present members',
  detail: 'all fields of one startup, in turn one of 500',
  flat: 'a page of 100 startups with 8 scalars',
};

/** The request bodies for a query, to send in turn. */
export async function requestBodies(dialect: Dialect, query: BenchQuery, startups: number): Promise<string[]> {
  const variables = query === 'detail' ? slugs(startups).map((slug) => ({ slug })) : [{}];
  if (dialect === 'route') return variables.map((each) => JSON.stringify(each));
  const document = await readDocument(dialect, query);
  return variables.map((each) => JSON.stringify({ query: document, variables: each }));
}

export function readDocument(dialect: Exclude<Dialect, 'route'>, query: BenchQuery): Promise<string> {
  return readFile(join(import.meta.dirname, 'documents', dialect, `${query}.graphql`), 'utf8');
}

const SLUG_COUNT = 500;

/** The slugs of 500 startups, evenly spread over the table. Each run has the same. */
function slugs(startups: number): string[] {
  return Array.from({ length: SLUG_COUNT }, (_, at) => `startup-${1 + Math.floor((at * startups) / SLUG_COUNT)}`);
}
