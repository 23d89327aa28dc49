import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { type ServerProcess, startWorker } from '../harness/processes.ts';
import type { Load, LoadResult } from './loadGenerator.ts';
import { childProcessorTime, processorTime } from './processorTime.ts';

/** The result of one variant with one query in one round. */
export interface Round {
  readonly perSecond: number;
  /** Milliseconds of processor time per response; null where the system does not report them. */
  readonly node: number | null;
  readonly postgres: number | null;
}

/** The requests to send in turn: POST with bodies to `path`, or GET of paths. */
export interface Requests extends Pick<Load, 'bodies' | 'paths'> {
  readonly path: string;
}

const CONNECTIONS = 20;

/** @param postgres the process id of PostgreSQL; 0 when it runs elsewhere or in the server. */
export async function measureLoad(
  server: ServerProcess,
  { path, ...requests }: Requests & Pick<Load, 'seconds'>,
  postgres: number,
): Promise<Round> {
  const before = await Promise.all([processorTime(server.pid), childProcessorTime(postgres)]);
  const load: Load = { ...requests, url: `${server.address}${path}`, connections: CONNECTIONS };
  const { perSecond, responses, failures } = await generateLoad(load);
  if (failures > 0) throw new Error(`${failures} of ${responses + failures} requests to ${load.url} failed`);
  const after = await Promise.all([processorTime(server.pid), childProcessorTime(postgres)]);
  const [node = null, database = null] = after.map((time, at) => perResponse(time, before[at] ?? null, responses));
  return { perSecond, node, postgres: database };
}

/** Sends each request once, so that a response cache has all of them, then load for a second, so that the code is optimized. */
export async function warmUp(server: ServerProcess, requests: Requests, postgres: number): Promise<void> {
  const url = `${server.address}${requests.path}`;
  for (const body of requests.bodies) await fetchText(url, body);
  for (const path of requests.paths) await fetchText(`${server.address}${path}`);
  await measureLoad(server, { ...requests, seconds: 1 }, postgres);
}

/** Sends a POST, or without a body a GET, and returns the body of the response. */
export async function fetchText(url: string, body?: string): Promise<string> {
  const post = { method: 'POST', headers: { 'content-type': 'application/json' }, body };
  const response = await fetch(url, body === undefined ? {} : post);
  const text = await response.text();
  if (!response.ok) throw new Error(`${url} returned ${response.status}: ${text.slice(0, 2_000)}`);
  return text;
}

let loadGenerator: ChildProcess | null = null;

function generateLoad(load: Load): Promise<LoadResult> {
  loadGenerator ??= startWorker(join(import.meta.dirname, 'loadGenerator.ts'));
  const child = loadGenerator;
  return new Promise((resolve, reject) => {
    const onExit = () => reject(new Error('The load generator ended.'));
    child.once('exit', onExit);
    child.once('message', (result: LoadResult) => {
      child.off('exit', onExit);
      resolve(result);
    });
    child.send(load);
  });
}

/** The median. For an even count, the mean of the two middle values; NaN for an empty list. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  const [low = Number.NaN, high = low] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
  return (low + high) / 2;
}

/** Merges the rounds of one query into one: the median of each number. */
export function medianRound(rounds: readonly Round[]): Round {
  const of = (key: keyof Round) => median(rounds.map((round) => round[key]).filter((value) => value !== null));
  const orNull = (value: number) => (Number.isNaN(value) ? null : value);
  return { perSecond: of('perSecond'), node: orNull(of('node')), postgres: orNull(of('postgres')) };
}

function perResponse(after: number | null, before: number | null, responses: number): number | null {
  return after === null || before === null || responses === 0 ? null : (after - before) / responses;
}
