import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Command, Option } from 'commander';
import { openBenchPostgres } from './harness/benchPostgres.ts';
import { startServer, temporaryFolder } from './harness/processes.ts';
import { BenchError, runBench, wholeNumber } from './harness/runBench.ts';
import { registreServe } from './queries/variants.ts';
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
  .description('Sends valid and invalid requests to registre serve, and reports its memory.')
  .option('--minutes <n>', 'duration', wholeNumber(1), 30)
  .addOption(new Option('--seconds <n>', 'duration, instead of --minutes').argParser(wholeNumber(1)))
  .option('--warm <n>', 'minute whose memory is compared with the memory at the end', wholeNumber(1), 10)
  .addOption(
    new Option('--database <kind>', 'database of the register').choices(['embedded', 'postgres']).default('embedded'),
  )
  .addHelpText(
    'after',
    `
Examples:
  npm run bench:soak -- --seconds 5
  npm run bench:soak -- --minutes 30 --database postgres

Prints a line per minute, or ten lines for a run of less than ten minutes. A line has the requests since the last line,
by status, and the memory of the server in megabytes. All memory except RSS is measured after a garbage collection. The
last line has the growth of memory after minute --warm. Exits with 1 if memory grew by more than 5 %, or if a request
failed: no response, a status of 500 or more, or no data for a valid request.`,
  );

runBench(command, async ({ minutes, seconds = minutes * 60, warm, database }: Options) => {
  const url = database === 'postgres' ? await (await openBenchPostgres()).create('registre_bench_soak') : null;
  const folder = await temporaryFolder();
  const file = join(folder, 'memory.json');
  const start = registreServe({ MEMORY_FILE: file, LOG_LEVEL: 'warn', ...(url ? { DATABASE_URL: url } : {}) }, folder);
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
  const clients = Promise.all([reporting(), ...Array.from({ length: CLIENTS }, () => client(load))]);
  const died = ended.then((exit) => {
    throw new BenchError(`The server ended with ${exit} under load.`);
  });
  await Promise.race([clients, died]);
  await report();

  const { text, isFlat } = growth(memories, warm);
  console.log(`\n${load.failed} of ${requests} requests failed. ${text}`);
  if (load.failed > 0 || !isFlat) process.exitCode = 1;
});

interface Load {
  readonly address: string;
  /** In milliseconds of `performance.now()`. */
  readonly until: number;
  /** The number of requests since the last line, by status. */
  readonly outcomes: Map<number | 'failed', number>;
  /** The number of failed requests since the start. The first 20 are printed. */
  failed: number;
}

/** Sends requests one after the other until the end of the load. */
async function client(load: Load): Promise<void> {
  for (let turn = 0; performance.now() < load.until; turn += 1) {
    const request = requestAt(turn);
    const { status, problem } = await sendRequest(load.address, request);
    if (problem) {
      load.failed += 1;
      if (load.failed <= 20) console.error(`Failed: ${problem}, for ${JSON.stringify(request).slice(0, 300)}`);
    }
    const kind = problem ? 'failed' : status;
    load.outcomes.set(kind, (load.outcomes.get(kind) ?? 0) + 1);
  }
}

async function sendRequest(address: string, request: SoakRequest): Promise<{ status: number; problem?: string }> {
  try {
    const response = await fetch(`${address}${request.path}`, request.init);
    const text = await response.text();
    const isExpected = request.isValid ? response.ok && !text.includes('"errors":[') : response.status < 500;
    return { status: response.status, problem: isExpected ? undefined : `${response.status} ${text.slice(0, 200)}` };
  } catch (error) {
    return { status: 0, problem: `no response (${error instanceof Error ? (error.cause ?? error.message) : error})` };
  }
}

const COLUMNS = ['minute', 'requests', '2xx', '4xx', 'failed', 'RSS', 'heapUsed', 'external', 'arrayBuffers'];

/** Prints a line and returns its number of requests. */
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
