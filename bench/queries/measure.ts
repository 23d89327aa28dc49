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

const CONNECTIONS = 20;

/** @param postgres the process id of PostgreSQL; 0 when it runs elsewhere or in the server. */
export async function measureLoad(
  server: ServerProcess,
  { path, ...requests }: Pick<Load, 'bodies' | 'paths' | 'seconds'> & { path: string },
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
