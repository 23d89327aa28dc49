import { setTimeout } from 'node:timers/promises';
import { Command } from 'commander';
import { z } from 'zod';
import { openBenchPostgres } from './harness/benchPostgres.ts';
import { startServer, temporaryFolder } from './harness/processes.ts';
import { registreCommand } from './harness/registreCommand.ts';
import { runBench, wholeNumber } from './harness/runBench.ts';
import { median } from './queries/measure.ts';
import { prepareRegister } from './queries/prepareRegister.ts';
import { markdownTable } from './queries/report.ts';
import { registreServe } from './queries/variants.ts';
import { ConsistencyChecker } from './replicas/ConsistencyChecker.ts';
import { checkDatabase, type DatabaseCheck } from './replicas/checkDatabase.ts';
import { type Durations, type Load, runClients, writeAndRecord } from './replicas/clients.ts';
import { type Replica, read } from './replicas/replica.ts';

const STARTUPS = 700;
const WRITERS = 2;
const READERS = 4;
const FIRST_WRITES = 30;
const SECRETS = { TOKEN_SECRET: 't'.repeat(32), MEMBER_SECRET: 'm'.repeat(32) };

const command = new Command('npm run bench:replicas --')
  .description('Writes to and reads from two servers on one PostgreSQL, and kills one of them half-way.')
  .option('--seconds <n>', 'duration of the load', wholeNumber(1), 10)
  .addHelpText('after', '\nExits with 1 if an acknowledged write is lost, or if a read is stale or inconsistent.');

runBench(command, async ({ seconds }: { seconds: number }) => {
  const server = await openBenchPostgres();
  const url = await server.create('registre_bench_replicas');
  await prepareRegister(url, STARTUPS);
  const settings = { DATABASE_URL: url, ...SECRETS };
  const token = await createToken({ ...settings, REGISTRE_DIR: await temporaryFolder() });
  const surviving = await startReplica('A', settings, token);
  const killed = await startReplica('B', settings, token);

  const checker = new ConsistencyChecker(await read(surviving));
  const delays = await measureDelays(surviving, killed, checker);
  const [ofSurviving, ofKilled] = await runLoad(surviving, killed, checker, seconds);
  const database = await checkDatabase(url, checker);
  console.log(`${server.name}, ${STARTUPS} startups, ${seconds} s, node ${process.version}\n`);
  console.log(report(checker, database, delays, ofSurviving, ofKilled));
  const problems = [...checker.violations, ...checker.failures.map(({ by, why }) => `${by.name}: ${why}`)];
  for (const problem of problems.slice(0, 20)) console.error(problem);
  const isConclusive = [ofSurviving.before, ofSurviving.after, ofKilled.before].every(
    ({ writes, reads }) => writes.length > 0 && reads.length > 0,
  );
  if (!isConclusive) console.error('Too few responses for a conclusion. Increase --seconds.');
  const differences = database.lost + database.duplicateVersions + database.missingVersions + database.unexpected;
  if (!isConclusive || differences + problems.length > 0) process.exitCode = 1;
});

async function createToken(settings: Readonly<Record<string, string>>): Promise<string> {
  const { output } = await registreCommand(settings)(
    ...['token', 'create', '--name', 'bench', '--role', 'editor', '--json'],
  );
  return z.object({ token: z.string() }).parse(JSON.parse(output)).token;
}

/** Starts a server as on another machine: the servers share only the database and the secrets. */
async function startReplica(name: string, settings: Readonly<Record<string, string>>, token: string): Promise<Replica> {
  const start = registreServe(settings, await temporaryFolder());
  const server = await startServer(start.arguments, start.env);
  return { name, server, token, killedAt: null, lastAcknowledged: 0, lastRead: 0 };
}

/** Measures the milliseconds between the response to a write of one server and the first read of the other that shows it. */
async function measureDelays(one: Replica, other: Replica, checker: ConsistencyChecker): Promise<number[]> {
  const delays: number[] = [];
  for (let turn = 0; turn < FIRST_WRITES; turn += 1) {
    await writeAndRecord(one, checker, `replique-first-${turn}`);
    const acknowledgedAt = performance.now();
    const timeout = AbortSignal.timeout(10_000);
    for (let isShown = false; !isShown; ) {
      timeout.throwIfAborted();
      const check = checker.expectRead(other);
      const result = await read(other);
      check(result);
      isShown = result.version >= one.lastAcknowledged;
    }
    delays.push(performance.now() - acknowledgedAt);
  }
  return delays;
}

async function runLoad(
  surviving: Replica,
  killed: Replica,
  checker: ConsistencyChecker,
  seconds: number,
): Promise<[Durations, Durations]> {
  const load: Load = {
    writers: WRITERS,
    readers: READERS,
    until: performance.now() + seconds * 1_000,
    isKilled: () => killed.killedAt !== null,
  };
  const clients = Promise.all([runClients(surviving, checker, load), runClients(killed, checker, load)]);
  await setTimeout(seconds * 500);
  killed.killedAt = performance.now();
  await killed.server.stop();
  return clients;
}

function report(
  checker: ConsistencyChecker,
  database: DatabaseCheck,
  delays: number[],
  surviving: Durations,
  killed: Durations,
): string {
  const failed = (name: string) => String(checker.failures.filter(({ by }) => by.name === name).length);
  const total = (count: number) => [String(count), ''];
  return markdownTable(
    ['', 'A, survives', 'B, killed half-way'],
    [
      ['writes acknowledged before', String(surviving.before.writes.length), String(killed.before.writes.length)],
      ['writes acknowledged after', String(surviving.after.writes.length), '–'],
      [
        'unconfirmed writes when B was killed',
        '–',
        `${checker.unconfirmed.length}, of which committed: ${database.unconfirmedCommitted}`,
      ],
      ['successful reads before', String(surviving.before.reads.length), String(killed.before.reads.length)],
      ['successful reads after', String(surviving.after.reads.length), '–'],
      ['slowest write before, ms', slowest(surviving.before.writes), slowest(killed.before.writes)],
      ['slowest write after, ms', slowest(surviving.after.writes), '–'],
      ['slowest read before, ms', slowest(surviving.before.reads), slowest(killed.before.reads)],
      ['slowest read after, ms', slowest(surviving.after.reads), '–'],
      [
        'delay from the response of A to a read on B, ms',
        '–',
        `median ${median(delays).toFixed(1)}, max ${slowest(delays)}`,
      ],
      ['**must be 0:** failed requests', failed('A'), `${failed('B')} before`],
      ['acknowledged writes that are lost or have another version', ...total(database.lost)],
      ['acknowledged writes with the version of another', ...total(database.duplicateVersions)],
      ['versions missing in the journal', ...total(database.missingVersions)],
      ['committed writes that no client sent', ...total(database.unexpected)],
      ['stale or inconsistent reads', ...total(checker.violations.length)],
    ],
  );
}

function slowest(durations: readonly number[]): string {
  return durations.length === 0 ? '–' : Math.max(...durations).toFixed(0);
}
