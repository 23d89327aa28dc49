import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Command } from 'commander';
import { table } from '../src/cli/terminal/output.ts';
import { packageRoot } from '../src/config/packageRoot.ts';
import { openBenchPostgres } from './harness/benchPostgres.ts';
import { startServer, temporaryFolder } from './harness/processes.ts';
import { registreCommand } from './harness/registreCommand.ts';
import { BenchError, runBench, wholeNumber } from './harness/runBench.ts';
import { REAL_SIZE, writeSourceOfSize } from './import/realSizeSource.ts';

const SECRET = 'a secret that only the bench uses';

interface Options {
  startups: number;
  limit: number;
}

const command = new Command('npm run bench:memory --')
  .description('Measures the peak memory of imports and releases on the embedded database, compared with PostgreSQL.')
  .option('--startups <n>', 'number of startups of the source', wholeNumber(1), REAL_SIZE.startups)
  .option('--limit <megabytes>', 'exit with 1 if a process on the embedded database needs more', wholeNumber(1), 512)
  .addHelpText('after', '\nThe default is the size of the source beta.gouv.fr in 2026. Exit code 1: above the limit.');

runBench(command, async ({ startups, limit }: Options) => {
  const folder = await temporaryFolder();
  const source = join(folder, 'source');
  const members = Math.ceil((REAL_SIZE.members / REAL_SIZE.startups) * startups);
  await writeSourceOfSize(source, { ...REAL_SIZE, startups, members });
  const server = await openBenchPostgres();
  const onPostgres = await peaksOf(source, join(folder, 'postgresql'), {
    DATABASE_URL: await server.create('registre_bench_memory'),
  });
  const embedded = await peaksOf(source, join(folder, 'embedded'), {});
  const rows = STEPS.map((step, index): [string, number, number, string] => {
    const [floor = 0, peak = 0] = [onPostgres[index], embedded[index]];
    return [step, Math.round(floor), Math.round(peak), (peak / floor).toFixed(2)];
  });
  console.log(table(['peak RSS of one process, MB', server.name, 'embedded', 'ratio'], rows));
  console.log(`\n${startups} startups, ${members} members, node ${process.version}`);
  const highest = Math.max(...embedded);
  if (highest > limit)
    throw new BenchError(`The embedded database needs ${highest.toFixed(0)} MB, more than ${limit} MB.`);
});

const STEPS = [
  'registre import, new database',
  'registre import again',
  'registre export',
  'registre serve, with an import and an export',
];

/** The peak of each step, in megabytes. */
async function peaksOf(
  source: string,
  directory: string,
  database: Readonly<Record<string, string>>,
): Promise<number[]> {
  const settings = {
    ...database,
    REGISTRE_DIR: directory,
    EXPORTS_DIR: join(directory, 'exports'),
    MEMBER_SECRET: SECRET,
  };
  const registre = registreCommand(settings);
  const commands = [['import', source], ['import', source], ['export']];
  const peaks: number[] = [];
  for (const given of commands) peaks.push((await registre(...given)).peakMegabytes);
  const served = {
    ...settings,
    REGISTRE_DIR: `${directory}-served`,
    EXPORTS_DIR: join(`${directory}-served`, 'exports'),
    PORT: '0',
  };
  const server = await startServer([join(packageRoot, 'dist/src/cli/main.js'), 'serve'], served);
  for (const given of commands) await registreCommand(served)(...given);
  const status = await readFile(`/proc/${server.pid}/status`, 'utf8');
  await server.stop('SIGTERM');
  return [...peaks, Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024];
}
