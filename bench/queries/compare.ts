import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { type ServerProcess, startServer } from '../harness/processes.ts';
import { BENCH_QUERIES, type BenchQuery, requestBodies } from './benchQueries.ts';
import { fetchText, measureLoad, type Requests, type Round, warmUp } from './measure.ts';
import { normalizedData } from './normalizedData.ts';
import { type ProcessName, startOptions, type Variant } from './variants.ts';

/** The rounds of each variant, by query and by name of the variant. */
export type Results = ReadonlyMap<BenchQuery, ReadonlyMap<string, readonly Round[]>>;

export interface Comparison {
  readonly url: string;
  readonly folder: string;
  readonly startups: number;
  readonly variants: readonly Variant[];
  readonly rounds: number;
  readonly seconds: number;
  /** The process id of PostgreSQL, for its processor time; 0 when it is not on this machine. */
  readonly postgres: number;
}

/**
 * Starts the servers, checks that all return the same data, then measures round after round. A round is a run of all queries, each
 * with all variants in turn, so that the difference between rounds shows the noise of the machine.
 */
export async function compareVariants(comparison: Comparison): Promise<Results> {
  const { url, folder, variants, rounds, seconds, startups } = comparison;
  const processes = new Map<ProcessName, ServerProcess>();
  const serverOf = async (name: ProcessName) => {
    const { arguments: given, env } = startOptions(name, url, folder);
    const started = processes.get(name) ?? (await startServer(given, env));
    processes.set(name, started);
    return started;
  };
  // The register starts first: the other responses are compared with its own, and the static baselines send its bytes.
  const reference = await serverOf('registre');
  for (const query of BENCH_QUERIES) await saveResponses(reference, query, startups, folder);
  for (const variant of variants) {
    reportProgress(`warm-up of ${variant.name}`);
    const server = await serverOf(variant.process);
    for (const query of BENCH_QUERIES) {
      await checkSameData(variant, server, reference, query, startups);
      await warmUp(server, await requestsOf(variant, query, startups), comparison.postgres);
    }
  }
  const results = new Map(
    BENCH_QUERIES.map((query) => [query, new Map(variants.map(({ name }) => [name, noRounds()]))]),
  );
  for (let round = 1; round <= rounds; round += 1) {
    for (const query of BENCH_QUERIES) {
      reportProgress(`round ${round} of ${rounds}, ${query}`);
      for (const variant of variants) {
        const load = { ...(await requestsOf(variant, query, startups)), seconds };
        const result = await measureLoad(await serverOf(variant.process), load, comparison.postgres);
        results.get(query)?.get(variant.name)?.push(result);
      }
    }
  }
  await Promise.all([...processes.values()].map((started) => started.stop()));
  return results;
}

const noRounds = (): Round[] => [];

/** Writes the responses of the register to a file, by the JSON of their variables. */
async function saveResponses(
  server: ServerProcess,
  query: BenchQuery,
  startups: number,
  folder: string,
): Promise<void> {
  const responses: Record<string, string> = {};
  for (const body of await requestBodies('registre', query, startups)) {
    const { variables }: { variables: object } = JSON.parse(body);
    responses[JSON.stringify(variables)] = await fetchText(`${server.address}/graphql`, body);
  }
  await writeFile(join(folder, `${query}.json`), JSON.stringify(responses));
}

/** Prints progress to stderr: stdout has only the results. */
function reportProgress(step: string): void {
  console.error(`  ${step}`);
}

async function requestsOf({ dialect, path, byGet }: Variant, query: BenchQuery, startups: number): Promise<Requests> {
  const bodies = await requestBodies(dialect, query, startups);
  if (!byGet) return { path: path(query), bodies, paths: [] };
  return { path: path(query), bodies: [], paths: bodies.map((body) => getUrl(path(query), body)) };
}

function getUrl(path: string, body: string): string {
  const { query, variables }: { query: string; variables: object } = JSON.parse(body);
  return `${path}?${new URLSearchParams({ query, variables: JSON.stringify(variables) })}`;
}

async function checkSameData(
  variant: Variant,
  server: ServerProcess,
  reference: ServerProcess,
  query: BenchQuery,
  startups: number,
): Promise<void> {
  const [referenceBodies, bodies] = await Promise.all([
    requestBodies('registre', query, startups),
    requestBodies(variant.dialect, query, startups),
  ]);
  for (const at of query === 'detail' ? [0, 123, 499] : [0]) {
    const expected = await fetchData(`${reference.address}/graphql`, referenceBodies[at] ?? '');
    const found = await fetchData(`${server.address}${variant.path(query)}`, bodies[at] ?? '');
    if (isEmpty(expected) || !isDeepStrictEqual(found, expected)) {
      throw new Error(
        `The data of ${variant.name} differs from that of the register for ${query}:\n${difference(found, expected)}`,
      );
    }
  }
}

async function fetchData(url: string, body: string): Promise<unknown> {
  return normalizedData(JSON.parse(await fetchText(url, body)));
}

function isEmpty(data: unknown): boolean {
  return JSON.stringify(data).length < 200;
}

/** Both texts around their first difference. */
function difference(found: unknown, expected: unknown): string {
  const [one, other] = [JSON.stringify(found), JSON.stringify(expected)];
  let at = 0;
  while (at < one.length && one[at] === other[at]) at += 1;
  const around = (text: string) => `…${text.slice(Math.max(0, at - 80), at + 80)}…`;
  return `found    ${around(one)}\nexpected ${around(other)}`;
}
