import { join } from 'node:path';
import { Command } from 'commander';
import { table } from '../src/cli/terminal/output.ts';
import { openDatabase } from '../src/database/database.ts';
import { prepareDatabase } from '../src/importing/prepareDatabase.ts';
import { handLoad, keepRows } from './handLoad.ts';
import { openBenchServer } from './harness/benchServer.ts';
import { withClient } from './harness/database.ts';
import { temporaryFolder } from './harness/processes.ts';
import { registreOn } from './harness/registreOn.ts';
import { runBench, wholeNumber } from './harness/runBench.ts';
import { SOURCE_HELP, sourceFolder } from './harness/sourceFolder.ts';
import { writeManyTimes } from './manyTimes.ts';

const SECRET = 'the secret of the bench, of no use elsewhere';

const command = new Command('npm run bench:import --')
  .description('registre import of the files of beta.gouv.fr, beside a load by hand of the rows that it makes.')
  .argument('<folder>', SOURCE_HELP, sourceFolder)
  .option('--times <n>', 'how many times as large as the files', wholeNumber(1), 100)
  .addHelpText('after', '\nExample: npm run bench:import -- ./beta-gouv --times 10');

runBench(command, async (source: string, { times }: { times: number }) => {
  const server = await openBenchServer();
  const folder = await temporaryFolder();
  await writeManyTimes(source, join(folder, 'source'), times);
  await makeReady(await server.create('registre_bench_ready'), folder);
  const imported = await server.create('registre_bench_imported', 'registre_bench_ready');
  const written = await server.create('registre_bench_written', 'registre_bench_ready');

  const registre = registreOn({ DATABASE_URL: imported, MEMBER_SECRET: SECRET });
  const first = await registre('import', join(folder, 'source'), '--json');
  const kinds: { kind: string; created: number }[] = JSON.parse(first.output).kinds;
  await withClient(imported, (client) => keepRows(client, folder));
  const start = performance.now();
  await withClient(written, (client) => handLoad(client, folder));
  const byHand = (performance.now() - start) / 1000;
  const again = await registre('import', join(folder, 'source'), '--json');
  const line = (what: string, seconds: number, peak?: number) => [
    ...[what, seconds.toFixed(1), (seconds / byHand).toFixed(2), peak?.toFixed(0) ?? ''],
  ];
  console.log(
    table(
      ['what', 'seconds', 'ratio', 'RSS MB'],
      [
        line('COPY into staging tables, INSERT … SELECT, of rows that are ready', byHand),
        line('registre import', first.seconds, first.peakMegabytes),
        line('registre import again: nothing has changed', again.seconds, again.peakMegabytes),
      ],
    ),
  );
  const startups = kinds.find(({ kind }) => kind === 'startup')?.created ?? 0;
  const rows = kinds.reduce((all, { created }) => all + created, 0);
  console.log(`\n${startups} startups, ${rows} rows without their children, node ${process.version}`);
});

/** Makes a database as `registre serve` does, with the reference register in it. */
async function makeReady(url: string, registreDir: string): Promise<void> {
  const database = await openDatabase({ databaseUrl: url, registreDir });
  try {
    await prepareDatabase(database, async () => SECRET);
  } finally {
    await database.close();
  }
}
