import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Command, Option } from 'commander';
import { openBenchServer } from './harness/benchServer.ts';
import { startServer, temporaryFolder } from './harness/processes.ts';
import { BenchError, runBench, wholeNumber } from './harness/runBench.ts';
import { registre } from './queries/variants.ts';
import { growth, MEMORY_REPORTER, type Memory, readMemory } from './soak/memory.ts';
import { requestAt, type SoakRequest } from './soak/requests.ts';

interface Options {
  readonly minutes: number;
  readonly seconds?: number;
  readonly warm: number;
  readonly database: 'embedded' | 'postgres';
}

const CLIENTS = 16;

const command = new Command('npm run bench:soak --')
  .description('Keeps registre serve under good and bad requests at once, and reports its memory.')
  .option('--minutes <n>', 'how long', wholeNumber(1), 30)
  .addOption(new Option('--seconds <n>', 'how long, instead of --minutes').argParser(wholeNumber(1)))
  .option('--warm <n>', 'the minute that the memory at the end is compared with', wholeNumber(1), 10)
  .addOption(
    new Option('--database <kind>', 'what the register is kept in')
      .choices(['embedded', 'postgres'])
      .default('embedded'),
  )
  .addHelpText(
    'after',
    `
Examples:
  npm run bench:soak -- --seconds 5
  npm run bench:soak -- --minutes 30 --database postgres

Prints a line each minute, or ten lines when the run is shorter than ten minutes: the requests since the line before,
by the status of their answer, and the memory of the server in megabytes, after a garbage collection but for RSS. The last
line says how much memory grew after minute --warm. Exits with 1 when it grew by more than 5 %, or when a request failed:
no answer, a status of 500 or more, or no data for a good request.`,
  );

runBench(command, async ({ minutes, seconds = minutes * 60, warm, database }: Options) => {
  const url = database === 'postgres' ? await (await openBenchServer()).create('registre_bench_soak') : null;
  const folder = await temporaryFolder();
  const file = join(folder, 'memory.json');
  const start = registre({ MEMORY_FILE: file, LOG_LEVEL: 'warn', ...(url ? { DATABASE_URL: url } : {}) }, folder);
  const { address, pid, ended } = await startServer([...MEMORY_REPORTER, ...start.arguments], start.env);
  const load: Load = { address, until: performance.now() + seconds * 1_000, outcomes: new Map(), failed: 0 };

  console.log(COLUMNS.map((name) => name.padStart(14)).join(''));
  const memories: { minute: number; memory: Memory }[] = [];
  let requests = 0;
  const report = async () => {
    const minute = seconds / 60 - (load.until - performance.now()) / 60_000;
    const memory = await readMemory({ pid, file });
    memories.push({ minute, memory });
    requests += printLine(minute, load.outcomes, memory);
    load.outcomes.clear();
  };
  const every = seconds < 600 ? seconds / 10 : 60;
  const reporting = async () => {
    for (let line = 1; line * every < seconds; line += 1) {
      await sleep(load.until - performance.now() - (seconds - line * every) * 1_000);
      await report();
    }
  };
  const asking = Promise.all([reporting(), ...Array.from({ length: CLIENTS }, () => client(load))]);
  const died = ended.then((how) => {
    throw new BenchError(`The server ended with ${how} under load.`);
  });
  await Promise.race([asking, died]);
  await report();

  const { text, isFlat } = growth(memories, warm);
  console.log(`\n${load.failed} of ${requests} requests failed. ${text}`);
  if (load.failed > 0 || !isFlat) process.exitCode = 1;
});

interface Load {
  readonly address: string;
  /** By the clock of `performance`. */
  readonly until: number;
  /** How many requests since the last line, by status. */
  readonly outcomes: Map<number | 'failed', number>;
  /** How many requests failed since the beginning. The first of them are printed. */
  failed: number;
}

/** Sends one request after the other. */
async function client(load: Load): Promise<void> {
  for (let turn = 0; performance.now() < load.until; turn += 1) {
    const request = requestAt(turn);
    const { status, problem } = await outcomeOf(load.address, request);
    if (problem) {
      load.failed += 1;
      if (load.failed <= 20) console.error(`Failed: ${problem}, for ${JSON.stringify(request).slice(0, 300)}`);
    }
    const kind = problem ? 'failed' : status;
    load.outcomes.set(kind, (load.outcomes.get(kind) ?? 0) + 1);
  }
}

async function outcomeOf(address: string, request: SoakRequest): Promise<{ status: number; problem?: string }> {
  try {
    const response = await fetch(`${address}${request.path}`, request.init);
    const text = await response.text();
    const isExpected = request.isGood ? response.ok && !text.includes('"errors":[') : response.status < 500;
    return { status: response.status, problem: isExpected ? undefined : `${response.status} ${text.slice(0, 200)}` };
  } catch (error) {
    return { status: 0, problem: `no answer (${error instanceof Error ? (error.cause ?? error.message) : error})` };
  }
}

const COLUMNS = ['minute', 'requests', '2xx', '4xx', 'failed', 'RSS', 'heapUsed', 'external', 'arrayBuffers'];

/** Returns how many requests the line counts. */
function printLine(minute: number, outcomes: Load['outcomes'], memory: Memory): number {
  const counted = (is: (status: number | 'failed') => boolean) =>
    [...outcomes].reduce((sum, [status, count]) => sum + (is(status) ? count : 0), 0);
  const counts = [
    ...[counted(() => true), counted((status) => Number(status) < 300)],
    ...[counted((status) => Number(status) >= 400), counted((status) => status === 'failed')],
  ];
  const megabytes = [memory.rss, memory.heapUsed, memory.external, memory.arrayBuffers].map((bytes) => bytes / 2 ** 20);
  const cells = [minute.toFixed(2), ...counts, ...megabytes.map((each) => each.toFixed(1))];
  console.log(cells.map((cell) => String(cell).padStart(14)).join(''));
  return counts[0] ?? 0;
}
