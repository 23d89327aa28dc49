import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { type ServerProcess, startServer } from '../harness/processes.ts';
import { BENCH_QUERIES, type BenchQuery, requestBodies } from './benchQueries.ts';
import { measureLoad, medianRound, type Round } from './measure.ts';
import { normalizedData } from './normalizedData.ts';
import { type ProcessName, startOptions, type Variant } from './variants.ts';

/** The median round of each variant, by query and by name of the variant. */
export type Results = ReadonlyMap<BenchQuery, ReadonlyMap<string, Round>>;

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

/** Starts the servers, checks that all return the same data, then measures each variant in turn, round after round. */
export async function compareVariants(comparison: Comparison): Promise<Results> {
  const { url, folder, variants, rounds, seconds, startups } = comparison;
  const processes = new Map<ProcessName, ServerProcess>();
  const serverOf = async (name: ProcessName) => {
    const { arguments: given, env } = startOptions(name, url, folder);
    const started = processes.get(name) ?? (await startServer(given, env));
    processes.set(name, started);
    return started;
  };
  // The register starts first: the other responses are compared with its own, and the static baseline sends its bytes.
  const bodies = await Promise.all(BENCH_QUERIES.map((query) => requestBodies('registre', query, startups)));
  const reference = await serverOf('registre');
  for (const [at, query] of BENCH_QUERIES.entries()) {
    const bytes = await fetchResponse(`${reference.address}/graphql`, bodies[at]?.[0] ?? '');
    await writeFile(join(folder, `${query}.json`), bytes);
  }
  for (const variant of variants) {
    reportProgress(`starting ${variant.process}`);
    await serverOf(variant.process);
  }
  const results = new Map<BenchQuery, Map<string, Round>>();
  for (const query of BENCH_QUERIES) {
    const measured = new Map<string, Round[]>(variants.map(({ name }) => [name, []]));
    for (const variant of variants)
      await checkSameData(variant, await serverOf(variant.process), reference, query, startups);
    // Round 0 is not measured: documents are compiled, statements prepared, code optimized.
    for (let round = 0; round <= rounds; round += 1) {
      reportProgress(`${query}, ${round === 0 ? 'warm-up' : `round ${round} of ${rounds}`}`);
      for (const variant of variants) {
        const load = await variantLoad(variant, query, startups);
        const result = await measureLoad(await serverOf(variant.process), { ...load, seconds }, comparison.postgres);
        if (round > 0) measured.get(variant.name)?.push(result);
      }
    }
    results.set(query, new Map([...measured].map(([name, each]) => [name, medianRound(each)])));
  }
  await Promise.all([...processes.values()].map((started) => started.stop()));
  return results;
}

/** Prints progress to stderr: stdout has only the results. */
function reportProgress(step: string): void {
  console.error(`  ${step}`);
}

async function variantLoad({ dialect, path, byGet }: Variant, query: BenchQuery, startups: number) {
  const bodies = await requestBodies(dialect, query, startups);
  if (!byGet) return { path: path(query), bodies, paths: [] };
  const paths = bodies.map((body) => (dialect === 'route' ? path(query) : getUrl(path(query), body)));
  return { path: path(query), bodies: [], paths };
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
  if (variant.baseline === 'bytes') return;
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
  return normalizedData(JSON.parse(await fetchResponse(url, body)));
}

async function fetchResponse(url: string, body: string): Promise<string> {
  const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  const text = await response.text();
  if (!response.ok) throw new Error(`${url} returned ${response.status}: ${text.slice(0, 2_000)}`);
  return text;
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
