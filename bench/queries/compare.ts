import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { type Served, startServer } from '../harness/processes.ts';
import { ask, medianOf, type Round } from './measure.ts';
import { bodiesOf, QUESTIONS, type Question } from './questions.ts';
import { said } from './sameData.ts';
import { type ProcessName, startOf, type Variant } from './variants.ts';

/** What each variant did with each question. */
export type Results = ReadonlyMap<Question, ReadonlyMap<string, Round>>;

export interface Comparison {
  readonly url: string;
  readonly folder: string;
  readonly startups: number;
  readonly variants: readonly Variant[];
  readonly rounds: number;
  readonly seconds: number;
  /** The process of PostgreSQL, for the time that it takes. */
  readonly postgres: number;
}

/** Starts what answers, checks that all say the same, then asks each in turn, round after round. */
export async function compare(comparison: Comparison): Promise<Results> {
  const { url, folder, variants, rounds, seconds, startups } = comparison;
  const processes = new Map<ProcessName, Served>();
  const served = async (name: ProcessName) => {
    const { arguments: given, env } = startOf(name, url, folder);
    const started = processes.get(name) ?? (await startServer(given, env));
    processes.set(name, started);
    return started;
  };
  // First of all: its answers are what the others are compared with, and the bytes that the floor sends.
  const asked = await Promise.all(QUESTIONS.map((question) => bodiesOf('registre', question, startups)));
  const reference = await served('registre');
  for (const [at, question] of QUESTIONS.entries()) {
    const bytes = await answerOf(`${reference.address}/graphql`, asked[at]?.[0] ?? '');
    await writeFile(join(folder, `${question}.json`), bytes);
  }
  for (const variant of variants) {
    tell(`starting ${variant.process}`);
    await served(variant.process);
  }
  const results = new Map<Question, Map<string, Round>>();
  for (const question of QUESTIONS) {
    const measured = new Map<string, Round[]>(variants.map(({ name }) => [name, []]));
    for (const variant of variants)
      await checkSameData(variant, await served(variant.process), reference, question, startups);
    // Round 0 warms up: documents are compiled, statements prepared, code optimized.
    for (let round = 0; round <= rounds; round += 1) {
      tell(`${question}, ${round === 0 ? 'warming up' : `round ${round} of ${rounds}`}`);
      for (const variant of variants) {
        const load = await loadOf(variant, question, startups);
        const took = await ask(await served(variant.process), { ...load, seconds }, comparison.postgres);
        if (round > 0) measured.get(variant.name)?.push(took);
      }
    }
    results.set(question, new Map([...measured].map(([name, each]) => [name, medianOf(each)])));
  }
  await Promise.all([...processes.values()].map((started) => started.stop()));
  return results;
}

/** Where it stands, to whoever waits. */
function tell(what: string): void {
  console.error(`  ${what}`);
}

async function loadOf({ dialect, path, byLink }: Variant, question: Question, startups: number) {
  const bodies = await bodiesOf(dialect, question, startups);
  if (!byLink) return { path: path(question), bodies, paths: [] };
  const paths = bodies.map((body) => (dialect === 'route' ? path(question) : linkOf(path(question), body)));
  return { path: path(question), bodies: [], paths };
}

function linkOf(path: string, body: string): string {
  const { query, variables }: { query: string; variables: object } = JSON.parse(body);
  return `${path}?${new URLSearchParams({ query, variables: JSON.stringify(variables) })}`;
}

async function checkSameData(
  variant: Variant,
  served: Served,
  reference: Served,
  question: Question,
  startups: number,
): Promise<void> {
  if (variant.floor === 'bytes') return;
  const [ours, theirs] = await Promise.all([
    bodiesOf('registre', question, startups),
    bodiesOf(variant.dialect, question, startups),
  ]);
  for (const at of question === 'whole' ? [0, 123, 499] : [0]) {
    const expected = said(JSON.parse(await answerOf(`${reference.address}/graphql`, ours[at] ?? '')));
    const found = said(JSON.parse(await answerOf(`${served.address}${variant.path(question)}`, theirs[at] ?? '')));
    if (isEmpty(expected) || !isDeepStrictEqual(found, expected)) {
      throw new Error(
        `${variant.name} does not give what the register gives for ${question}:\n${difference(found, expected)}`,
      );
    }
  }
}

async function answerOf(url: string, body: string): Promise<string> {
  const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  const text = await response.text();
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${text.slice(0, 2_000)}`);
  return text;
}

function isEmpty(answer: unknown): boolean {
  return JSON.stringify(answer).length < 200;
}

function difference(found: unknown, expected: unknown): string {
  const [one, other] = [JSON.stringify(found), JSON.stringify(expected)];
  let at = 0;
  while (at < one.length && one[at] === other[at]) at += 1;
  const around = (text: string) => `…${text.slice(Math.max(0, at - 80), at + 80)}…`;
  return `found    ${around(one)}\nexpected ${around(other)}`;
}
