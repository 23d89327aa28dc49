import { Command } from 'commander';
import { type BenchPostgres, openBenchPostgres } from './harness/benchPostgres.ts';
import { describeMachine } from './harness/machine.ts';
import { nameList, runBench, wholeNumber } from './harness/runBench.ts';
import { BENCH_QUERIES, DESCRIPTIONS } from './queries/benchQueries.ts';
import { compareVariants } from './queries/compare.ts';
import { measureEmbedded } from './queries/measureEmbedded.ts';
import { measureFullTable } from './queries/measureFullTable.ts';
import { withInstalledPeers } from './queries/peers.ts';
import { prepareRegister } from './queries/prepareRegister.ts';
import { resultsTable } from './queries/report.ts';
import { targetsTable } from './queries/targets.ts';
import { VARIANTS, type Variant } from './queries/variants.ts';
import { writeResults } from './queries/writeResults.ts';

interface Options {
  readonly startups: readonly number[];
  readonly seconds: number;
  readonly rounds: number;
  readonly only?: readonly string[];
  readonly fullTable: boolean;
  readonly embedded: boolean;
  readonly write?: true;
}

const NAMES = VARIANTS.map(({ name }) => name);
/** The embedded database is for small registers: a larger one takes too long to fill. */
const LARGEST_EMBEDDED = 100_000;
const eachNumber = (text: string) => text.split(',').map(wholeNumber(200));

const command = new Command('npm run bench --')
  .description('Compares the register with peers and baselines: the same queries on the same data, in turn.')
  .option('--startups <n,…>', 'number of startups: one database and one table of results for each', eachNumber, [700])
  .option('--seconds <n>', 'seconds of load per variant, query and round', wholeNumber(1), 3)
  .option(
    '--rounds <n>',
    'number of runs of all queries and variants; the results are their medians',
    wholeNumber(1),
    3,
  )
  .option('--only <name,…>', `only these variants: ${NAMES.join(', ')}`, nameList(NAMES))
  .option('--no-full-table', 'skip the queries that may read all startups: deep pages, counts, facets, searches')
  .option('--no-embedded', 'skip the embedded database')
  .option('--write', 'write the results into bench/README.md')
  .addHelpText(
    'after',
    `
Examples:
  npm run bench                                    700 startups, every variant, 3 rounds of 3 seconds
  npm run bench -- --startups 700,70000,1000000 --write
                                                   the results of bench/README.md
  npm run bench:short                              one short round, as in CI

The bench starts a PostgreSQL server, or creates databases named registre_bench_… on the server of BENCH_DATABASE_URL
and drops them. It skips peers that are not installed; to install them: npm ci --prefix bench/peers. Run it on an idle
machine, and compare the ratios of one run: seconds depend on the machine.`,
  );

runBench(command, async (options: Options) => {
  const variants = withInstalledPeers(VARIANTS.filter(({ name }) => options.only?.includes(name) ?? true));
  const server = await openBenchPostgres();
  const parts = [await describeRun(server.name, options)];
  const report = (part: string) => {
    parts.push(part);
    console.log(`\n${part}`);
  };
  console.log(parts[0]);
  for (const startups of options.startups) {
    report(await measureSize(server, startups, variants, options));
    if (options.embedded && startups <= LARGEST_EMBEDDED) report(await measureEmbedded(startups, options));
  }
  if (options.write) await writeResults(parts.join('\n\n'));
});

/** The text above the tables: date, versions, machine, settings and queries. */
async function describeRun(database: string, { rounds, seconds }: Options): Promise<string> {
  const when = new Date().toISOString().slice(0, 10);
  const queries = BENCH_QUERIES.map((query) => `- **${query}**: ${DESCRIPTIONS[query]}`).join('\n');
  const settings = `20 clients, medians of ${rounds} rounds of ${seconds} s`;
  return `${when}, node ${process.version}, ${database}; ${settings}. ${await describeMachine()}\n\n${queries}`;
}

async function measureSize(
  server: BenchPostgres,
  startups: number,
  variants: readonly Variant[],
  { rounds, seconds, fullTable }: Options,
): Promise<string> {
  const name = `registre_bench_${startups}`;
  const url = await server.create(name);
  const start = performance.now();
  const { folder } = await prepareRegister(url, startups);
  console.log(
    `\nFilled with ${startups.toLocaleString('en')} startups in ${((performance.now() - start) / 1000).toFixed(0)} s.`,
  );
  const results = await compareVariants({ url, folder, startups, variants, rounds, seconds, postgres: server.pid });
  const tables = [
    `### ${startups.toLocaleString('en')} startups`,
    resultsTable(results, variants),
    targetsTable(results),
  ];
  if (fullTable) tables.push(await measureFullTable(url, folder, startups, seconds));
  await server.drop(name);
  return tables.filter((each) => each !== '').join('\n\n');
}
