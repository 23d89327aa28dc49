import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What every variant is asked: the same of the same data, each in its own words. */
export const QUESTIONS = ['nested', 'whole', 'flat'] as const;

export type Question = (typeof QUESTIONS)[number];

/** In which words a variant is asked: the documents of a folder, or the variables alone. */
export type Dialect = 'registre' | 'postgraphile' | 'mercurius' | 'naive' | 'route';

export const MEANINGS: Readonly<Record<Question, string>> = {
  nested:
    '50 startups by phase: 8 scalars, phases, sponsors with their parent, incubators, services, how many members they had',
  whole: 'one startup with everything, another each time among 500',
  flat: 'a page of 100 startups with 8 scalars',
};

/** The bodies to send for a question, one after the other. */
export async function bodiesOf(dialect: Dialect, question: Question, startups: number): Promise<string[]> {
  const variables = question === 'whole' ? slugs(startups).map((slug) => ({ slug })) : [{}];
  if (dialect === 'route') return variables.map((each) => JSON.stringify(each));
  const query = await documentOf(dialect, question);
  return variables.map((each) => JSON.stringify({ query, variables: each }));
}

export function documentOf(dialect: Exclude<Dialect, 'route'>, question: Question): Promise<string> {
  return readFile(join(import.meta.dirname, 'documents', dialect, `${question}.graphql`), 'utf8');
}

const VARIED = 500;

/** 500 startups far from one another, always the same. */
function slugs(startups: number): string[] {
  return Array.from({ length: VARIED }, (_, at) => `startup-${1 + Math.floor((at * startups) / VARIED)}`);
}
