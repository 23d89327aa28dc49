import { setTimeout } from 'node:timers/promises';
import { z } from 'zod';
import { openBenchServer } from './queries/benchServer.ts';
import { prepared } from './queries/prepared.ts';
import { startServer, temporaryFolder } from './queries/processes.ts';
import { markdownTable } from './queries/report.ts';
import { registre } from './queries/variants.ts';
import { registreOn } from './registre.ts';
import { clientsOf, type Load, noted, type Taken } from './replicas/clients.ts';
import { type Kept, keptIn } from './replicas/kept.ts';
import { type Replica, read } from './replicas/replica.ts';
import { Witness } from './replicas/Witness.ts';

/**
 * Two processes on one PostgreSQL, both written to and read from; half-way one of them is killed. Whether all that was
 * acknowledged is kept, and whether reads show what they say: `npm run bench:replicas -- 10`, in seconds. Ends with 1 if
 * a promise was broken.
 */
const seconds = Number(process.argv[2] ?? 10);
if (!(seconds > 0)) throw new Error(`how many seconds? ${process.argv[2]} is not a number of them`);
const STARTUPS = 700;
const WRITERS = 2;
const READERS = 4;
const FIRST_WRITES = 30;
const NAME = 'registre_bench_replicas';
const SECRETS = { TOKEN_SECRET: 't'.repeat(32), MEMBER_SECRET: 'm'.repeat(32) };

let isKept = false;
const server = await openBenchServer(process.env.BENCH_DATABASE_URL);
try {
  const url = await server.create(NAME);
  await prepared(url, STARTUPS);
  const settings = { DATABASE_URL: url, ...SECRETS };
  const token = await tokenOn({ ...settings, REGISTRE_DIR: await temporaryFolder() });
  const stays = await replica('A', settings, token);
  const killed = await replica('B', settings, token);

  const witness = new Witness(await read(stays));
  const delays = await delaysBetween(stays, killed, witness);
  const [ofStays, ofKilled] = await underLoad(stays, killed, witness);
  const kept = await keptIn(url, witness);
  console.log(`${server.name}, ${STARTUPS} startups, ${seconds} s, node ${process.version}\n`);
  console.log(report(witness, kept, delays, ofStays, ofKilled));
  const problems = [...witness.broken, ...witness.failures.map(({ by, why }) => `${by.name}: ${why}`)];
  for (const problem of problems.slice(0, 20)) console.error(problem);
  const isProven = [ofStays.before, ofStays.after, ofKilled.before].every(
    ({ writes, reads }) => writes.length > 0 && reads.length > 0,
  );
  if (!isProven) console.error('too little was asked to tell: let it take longer');
  isKept = isProven && kept.lost + kept.shared + kept.gaps + kept.unasked + problems.length === 0;
  await stays.served.stop('SIGTERM');
  await server.drop(NAME);
} finally {
  await server.stop();
}
// The library of the PostgreSQL ends the process by itself otherwise, with 0.
process.exit(isKept ? 0 : 1);

async function tokenOn(settings: Readonly<Record<string, string>>): Promise<string> {
  const { output } = await registreOn(settings)(
    ...['token', 'create', '--name', 'bench', '--role', 'editor', '--json'],
  );
  return z.object({ token: z.string() }).parse(JSON.parse(output)).token;
}

/** As on a machine of its own: what it shares with the other is the database, and the secrets. */
async function replica(name: string, settings: Readonly<Record<string, string>>, token: string): Promise<Replica> {
  const start = registre(settings, await temporaryFolder());
  const served = await startServer(start.arguments, start.env);
  return { name, served, token, killedAt: null, acknowledged: 0, shown: 0 };
}

/** Milliseconds from the acknowledgement of a write by the one until an answer of the other shows it. */
async function delaysBetween(one: Replica, other: Replica, witness: Witness): Promise<number[]> {
  const delays: number[] = [];
  for (let turn = 0; turn < FIRST_WRITES; turn += 1) {
    await noted(one, witness, `replique-first-${turn}`);
    const acknowledgedAt = performance.now();
    const giveUp = AbortSignal.timeout(10_000);
    for (let isShown = false; !isShown; ) {
      giveUp.throwIfAborted();
      const check = witness.expectation(other);
      const shown = await read(other);
      check(shown);
      isShown = shown.version >= one.acknowledged;
    }
    delays.push(performance.now() - acknowledgedAt);
  }
  return delays;
}

async function underLoad(stays: Replica, killed: Replica, witness: Witness): Promise<[Taken, Taken]> {
  const load: Load = {
    writers: WRITERS,
    readers: READERS,
    until: performance.now() + seconds * 1_000,
    isKilled: () => killed.killedAt !== null,
  };
  const clients = Promise.all([clientsOf(stays, witness, load), clientsOf(killed, witness, load)]);
  await setTimeout(seconds * 500);
  killed.killedAt = performance.now();
  await killed.served.stop();
  return clients;
}

function report(witness: Witness, kept: Kept, delays: number[], stays: Taken, killed: Taken): string {
  const failed = (name: string) => String(witness.failures.filter(({ by }) => by.name === name).length);
  const both = (one: number) => [String(one), ''];
  return markdownTable(
    ['', 'A, which stays', 'B, killed half-way'],
    [
      ['writes acknowledged before', String(stays.before.writes.length), String(killed.before.writes.length)],
      ['writes acknowledged after', String(stays.after.writes.length), '–'],
      ['writes in doubt when B was killed', '–', `${witness.inDoubt.length}, of which made: ${kept.madeInDoubt}`],
      ['reads answered before', String(stays.before.reads.length), String(killed.before.reads.length)],
      ['reads answered after', String(stays.after.reads.length), '–'],
      ['slowest write before, ms', slowest(stays.before.writes), slowest(killed.before.writes)],
      ['slowest write after, ms', slowest(stays.after.writes), '–'],
      ['slowest read before, ms', slowest(stays.before.reads), slowest(killed.before.reads)],
      ['slowest read after, ms', slowest(stays.after.reads), '–'],
      ['acknowledged by A until shown by B, ms', '–', `median ${median(delays).toFixed(1)}, max ${slowest(delays)}`],
      ['**must be 0:** requests that failed', failed('A'), `${failed('B')} before`],
      ['acknowledged, and lost or of another version', ...both(kept.lost)],
      ['acknowledged with the same version', ...both(kept.shared)],
      ['versions that the journal lacks', ...both(kept.gaps)],
      ['made, and asked by nobody', ...both(kept.unasked)],
      ['reads that broke a promise', ...both(witness.broken.length)],
    ],
  );
}

function slowest(taken: readonly number[]): string {
  return taken.length === 0 ? '–' : Math.max(...taken).toFixed(0);
}

function median(taken: readonly number[]): number {
  return taken.toSorted((one, other) => one - other)[Math.floor(taken.length / 2)] ?? Number.NaN;
}
