import { setTimeout } from 'node:timers/promises';
import { Command } from 'commander';
import { z } from 'zod';
import { openBenchServer } from './harness/benchServer.ts';
import { startServer, temporaryFolder } from './harness/processes.ts';
import { registreOn } from './harness/registreOn.ts';
import { runBench, wholeNumber } from './harness/runBench.ts';
import { median } from './queries/measure.ts';
import { prepared } from './queries/prepared.ts';
import { markdownTable } from './queries/report.ts';
import { registre } from './queries/variants.ts';
import { clientsOf, type Load, noted, type Taken } from './replicas/clients.ts';
import { type Kept, keptIn } from './replicas/kept.ts';
import { type Replica, read } from './replicas/replica.ts';
import { Witness } from './replicas/Witness.ts';

const STARTUPS = 700;
const WRITERS = 2;
const READERS = 4;
const FIRST_WRITES = 30;
const SECRETS = { TOKEN_SECRET: 't'.repeat(32), MEMBER_SECRET: 'm'.repeat(32) };

const command = new Command('npm run bench:replicas --')
  .description('Two servers on one PostgreSQL are written to and read from; half-way one of them is killed.')
  .option('--seconds <n>', 'how long both are under load', wholeNumber(1), 10)
  .addHelpText('after', '\nExits with 1 when an acknowledged write is lost, or when a read shows less than it must.');

runBench(command, async ({ seconds }: { seconds: number }) => {
  const server = await openBenchServer();
  const url = await server.create('registre_bench_replicas');
  await prepared(url, STARTUPS);
  const settings = { DATABASE_URL: url, ...SECRETS };
  const token = await tokenOn({ ...settings, REGISTRE_DIR: await temporaryFolder() });
  const stays = await replica('A', settings, token);
  const killed = await replica('B', settings, token);

  const witness = new Witness(await read(stays));
  const delays = await delaysBetween(stays, killed, witness);
  const [ofStays, ofKilled] = await underLoad(stays, killed, witness, seconds);
  const kept = await keptIn(url, witness);
  console.log(`${server.name}, ${STARTUPS} startups, ${seconds} s, node ${process.version}\n`);
  console.log(report(witness, kept, delays, ofStays, ofKilled));
  const problems = [...witness.broken, ...witness.failures.map(({ by, why }) => `${by.name}: ${why}`)];
  for (const problem of problems.slice(0, 20)) console.error(problem);
  const isProven = [ofStays.before, ofStays.after, ofKilled.before].every(
    ({ writes, reads }) => writes.length > 0 && reads.length > 0,
  );
  if (!isProven) console.error('Too few requests were answered to tell: give more --seconds.');
  const isKept = kept.lost + kept.shared + kept.gaps + kept.unasked + problems.length === 0;
  if (!isProven || !isKept) process.exitCode = 1;
});

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

async function underLoad(stays: Replica, killed: Replica, witness: Witness, seconds: number): Promise<[Taken, Taken]> {
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
