import { join } from 'node:path';
import { Command } from 'commander';
import { table } from '../src/cli/terminal/output.ts';
import { openDatabase } from '../src/database/database.ts';
import { prepareDatabase } from '../src/importing/prepareDatabase.ts';
import { openBenchPostgres } from './harness/benchPostgres.ts';
import { withClient } from './harness/database.ts';
import { temporaryFolder } from './harness/processes.ts';
import { registreCommand } from './harness/registreCommand.ts';
import { runBench, wholeNumber } from './harness/runBench.ts';
import { SOURCE_HELP, sourceFolder } from './harness/sourceFolder.ts';
import { bulkLoad, saveRows } from './import/bulkLoad.ts';
import { writeMultipliedSource } from './import/multiplySource.ts';

const SECRET = 'a secret that only the bench uses';

const command = new Command('npm run bench:import --')
  .description('Compares registre import of the files of beta.gouv.fr with a bulk load of the same rows.')
  .argument('<folder>', SOURCE_HELP, sourceFolder)
  .option('--times <n>', 'size of the import, as a multiple of the files', wholeNumber(1), 100)
  .addHelpText('after', '\nExample: npm run bench:import -- ./beta-gouv --times 10');

runBench(command, async (source: string, { times }: { times: number }) => {
  const server = await openBenchPostgres();
  const folder = await temporaryFolder();
  await writeMultipliedSource(source, join(folder, 'source'), times);
  await migrateAndPrepare(await server.create('registre_bench_ready'), folder);
  const imported = await server.create('registre_bench_imported', 'registre_bench_ready');
  const written = await server.create('registre_bench_written', 'registre_bench_ready');

  const registre = registreCommand({ DATABASE_URL: imported, MEMBER_SECRET: SECRET });
  const first = await registre('import', join(folder, 'source'), '--json');
  const kinds: { kind: string; created: number }[] = JSON.parse(first.output).kinds;
  await withClient(imported, (client) => saveRows(client, folder));
  const start = performance.now();
  await withClient(written, (client) => bulkLoad(client, folder));
  const bulkSeconds = (performance.now() - start) / 1000;
  const again = await registre('import', join(folder, 'source'), '--json');
  const line = (label: string, seconds: number, peak?: number) => [
    ...[label, seconds.toFixed(1), (seconds / bulkSeconds).toFixed(2), peak?.toFixed(0) ?? ''],
  ];
  console.log(
    table(
      ['method', 'seconds', 'ratio', 'RSS MB'],
      [
        line('COPY into staging tables, INSERT … SELECT, of prepared rows', bulkSeconds),
        line('registre import', first.seconds, first.peakMegabytes),
        line('registre import again, without changes', again.seconds, again.peakMegabytes),
      ],
    ),
  );
  const startups = kinds.find(({ kind }) => kind === 'startup')?.created ?? 0;
  const rows = kinds.reduce((all, { created }) => all + created, 0);
  console.log(`\n${startups} startups, ${rows} rows without child tables, node ${process.version}`);
});

/** Migrates a database and loads the reference register, as `registre serve` does. */
async function migrateAndPrepare(url: string, registreDir: string): Promise<void> {
  const database = await openDatabase({ databaseUrl: url, registreDir });
  try {
    await prepareDatabase(database, { memberSecret: async () => SECRET, withoutReference: false });
  } finally {
    await database.close();
  }
}
