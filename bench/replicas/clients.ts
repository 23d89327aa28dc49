import { type Replica, read, write } from './replica.ts';
import type { Witness } from './Witness.ts';

/** What the clients of one process saw, before and after the other was killed. */
export interface Traffic {
  writes: number[];
  reads: number[];
}

/** Milliseconds that answers took. */
export interface Taken {
  readonly before: Traffic;
  readonly after: Traffic;
}

/** Writes and reads one after the other, each its own, until the end or until its process is killed. */
export async function clientsOf(replica: Replica, witness: Witness, load: Load): Promise<Taken> {
  const taken: Taken = { before: { writes: [], reads: [] }, after: { writes: [], reads: [] } };
  const during = () => (load.isKilled() && replica.killedAt === null ? taken.after : taken.before);
  const go = async (kind: keyof Traffic, one: (turn: number) => Promise<void>) => {
    for (let turn = 0; performance.now() < load.until && replica.killedAt === null; turn += 1) {
      const start = performance.now();
      if (await wasAnswered(() => one(turn), replica, witness)) during()[kind].push(performance.now() - start);
    }
  };
  await Promise.all([
    ...Array.from({ length: load.writers }, (_none, writer) =>
      go('writes', (turn) => noted(replica, witness, `replique-${replica.name.toLowerCase()}-${writer}-${turn}`)),
    ),
    ...Array.from({ length: load.readers }, () =>
      go('reads', async (turn) => {
        const check = witness.expectation(replica);
        check(await read(replica, turn % 10 === 9));
      }),
    ),
  ]);
  return taken;
}

/** How many ask, until when. */
export interface Load {
  readonly writers: number;
  readonly readers: number;
  /** By the clock of `performance`. */
  readonly until: number;
  isKilled(): boolean;
}

/** One write; in doubt if its process was killed meanwhile. */
export async function noted(replica: Replica, witness: Witness, slug: string): Promise<void> {
  const isSent = replica.killedAt === null;
  try {
    witness.wrote(slug, await write(replica, slug), replica);
  } catch (error) {
    if (isSent && replica.killedAt !== null) witness.inDoubt.push(slug);
    throw error;
  }
}

/** What fails at a process that was killed is as it must be. */
async function wasAnswered(one: () => Promise<void>, replica: Replica, witness: Witness): Promise<boolean> {
  try {
    await one();
    return true;
  } catch (error) {
    if (replica.killedAt === null) witness.failures.push({ by: replica, why: String(error) });
    return false;
  }
}
