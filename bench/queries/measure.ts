import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { type Served, startWorker } from '../harness/processes.ts';
import type { Load, Loaded } from './load.ts';
import { workBelow, workOf } from './processorTime.ts';

/** One variant asked one question, in one round. */
export interface Round {
  readonly perSecond: number;
  /** Milliseconds of processor per answer; null where they can't be told. */
  readonly node: number | null;
  readonly postgres: number | null;
}

const CONNECTIONS = 20;

/** @param postgres the process whose children work for the database; 0 when it is elsewhere, or in the server itself. */
export async function ask(
  served: Served,
  what: Pick<Load, 'bodies' | 'paths' | 'seconds'> & { path: string },
  postgres: number,
): Promise<Round> {
  const before = await Promise.all([workOf(served.pid), workBelow(postgres)]);
  const { path, ...rest } = what;
  const asked: Load = { ...rest, url: `${served.address}${path}`, connections: CONNECTIONS };
  const loaded = await load(asked);
  if (loaded.failures > 0)
    throw new Error(`${loaded.failures} of ${loaded.answers + loaded.failures} requests to ${asked.url} failed`);
  const after = await Promise.all([workOf(served.pid), workBelow(postgres)]);
  const [node = null, database = null] = after.map((work, at) => perAnswer(work, before[at] ?? null, loaded.answers));
  return { perSecond: loaded.perSecond, node, postgres: database };
}

let asker: ChildProcess | null = null;

function load(asked: Load): Promise<Loaded> {
  asker ??= startWorker(join(import.meta.dirname, 'load.ts'));
  const child = asker;
  return new Promise((resolve, reject) => {
    const died = () => reject(new Error('the process that asks ended'));
    child.once('exit', died);
    child.once('message', (loaded: Loaded) => {
      child.off('exit', died);
      resolve(loaded);
    });
    child.send(asked);
  });
}

/** The middle one; of two, their mean. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  const [low = Number.NaN, high = low] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
  return (low + high) / 2;
}

/** The rounds of one question as one: the median of each number. */
export function medianOf(rounds: readonly Round[]): Round {
  const of = (key: keyof Round) => median(rounds.map((round) => round[key]).filter((value) => value !== null));
  const orNull = (value: number) => (Number.isNaN(value) ? null : value);
  return { perSecond: of('perSecond'), node: orNull(of('node')), postgres: orNull(of('postgres')) };
}

function perAnswer(after: number | null, before: number | null, answers: number): number | null {
  return after === null || before === null || answers === 0 ? null : (after - before) / answers;
}
