import type { ConsistencyChecker } from './ConsistencyChecker.ts';
import { type Replica, read, write } from './replica.ts';

/** Durations of successful requests in milliseconds. */
export interface RequestDurations {
  writes: number[];
  reads: number[];
}

/** The durations of the clients of one process, before and after the other process was killed. */
export interface Durations {
  readonly before: RequestDurations;
  readonly after: RequestDurations;
}

/** Runs the clients of one process until the end of the load, or until the process is killed. */
export async function runClients(replica: Replica, checker: ConsistencyChecker, load: Load): Promise<Durations> {
  const durations: Durations = { before: { writes: [], reads: [] }, after: { writes: [], reads: [] } };
  const current = () => (load.isKilled() && replica.killedAt === null ? durations.after : durations.before);
  const repeat = async (kind: keyof RequestDurations, send: (turn: number) => Promise<void>) => {
    for (let turn = 0; performance.now() < load.until && replica.killedAt === null; turn += 1) {
      const start = performance.now();
      if (await succeeds(() => send(turn), replica, checker)) current()[kind].push(performance.now() - start);
    }
  };
  await Promise.all([
    ...Array.from({ length: load.writers }, (_none, writer) =>
      repeat('writes', (turn) =>
        writeAndRecord(replica, checker, `replique-${replica.name.toLowerCase()}-${writer}-${turn}`),
      ),
    ),
    ...Array.from({ length: load.readers }, () =>
      repeat('reads', async (turn) => {
        const check = checker.expectRead(replica);
        check(await read(replica, turn % 10 === 9));
      }),
    ),
  ]);
  return durations;
}

/** The number of clients per process, and the end of the load. */
export interface Load {
  readonly writers: number;
  readonly readers: number;
  /** In milliseconds of `performance.now()`. */
  readonly until: number;
  /** Whether one of the processes was killed. */
  isKilled(): boolean;
}

/** Sends one write and records it. The write is unconfirmed if its process is killed before the response. */
export async function writeAndRecord(replica: Replica, checker: ConsistencyChecker, slug: string): Promise<void> {
  const isSent = replica.killedAt === null;
  try {
    checker.recordWrite(slug, await write(replica, slug), replica);
  } catch (error) {
    if (isSent && replica.killedAt !== null) checker.unconfirmed.push(slug);
    throw error;
  }
}

/** Records an error, unless the process was killed: its requests are expected to fail. */
async function succeeds(send: () => Promise<void>, replica: Replica, checker: ConsistencyChecker): Promise<boolean> {
  try {
    await send();
    return true;
  } catch (error) {
    if (replica.killedAt === null) checker.failures.push({ by: replica, why: String(error) });
    return false;
  }
}
