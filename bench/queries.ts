import { availableParallelism, cpus } from 'node:os';
import { Command } from 'commander';
import { type BenchServer, openBenchServer } from './harness/benchServer.ts';
import { namesAmong, runBench, wholeNumber } from './harness/runBench.ts';
import { compare } from './queries/compare.ts';
import { measureEmbedded } from './queries/embedded.ts';
import { withInstalledPeers } from './queries/peers.ts';
import { prepared } from './queries/prepared.ts';
import { MEANINGS, QUESTIONS } from './queries/questions.ts';
import { writeMeasured } from './queries/readme.ts';
import { aimsTable, resultsTable } from './queries/report.ts';
import { VARIANTS, type Variant } from './queries/variants.ts';
import { measureWide } from './queries/wide.ts';

interface Options {
  readonly startups: readonly number[];
  readonly seconds: number;
  readonly rounds: number;
  readonly only?: readonly string[];
  readonly wide: boolean;
  readonly embedded: boolean;
  readonly write?: true;
}

const NAMES = VARIANTS.map(({ name }) => name);
const eachNumber = (text: string) => text.split(',').map(wholeNumber(200));

const command = new Command('npm run bench --')
  .description('The same questions to the register, to its peers and to floors, on the same data, in turn.')
  .option('--startups <n,…>', 'how many startups: a database and a table of results for each number', eachNumber, [700])
  .option('--seconds <n>', 'how long each variant is asked each question in a round', wholeNumber(1), 5)
  .option('--rounds <n>', 'how many rounds; the median of them is reported', wholeNumber(1), 3)
  .option('--only <name,…>', `only these variants: ${NAMES.join(', ')}`, namesAmong(NAMES))
  .option('--no-wide', 'leave out the questions to the whole table: deep pages, counts, facets, searches')
  .option('--no-embedded', 'leave out the embedded database')
  .option('--write', 'write the results into bench/README.md')
  .addHelpText(
    'after',
    `
Examples:
  npm run bench                                    700 startups, every variant, 3 rounds of 5 seconds
  npm run bench -- --startups 700,70000,1000000 --write
                                                   the results of bench/README.md
  npm run bench:short                              one short round, as in CI

The bench starts a PostgreSQL, or makes databases named registre_bench_… on the server of BENCH_DATABASE_URL and drops
them. It leaves out the peers until they are installed: npm ci --prefix bench/peers. Run it on a machine that does
nothing else, and compare the ratios of one run: the seconds depend on the machine.`,
  );

runBench(command, async (options: Options) => {
  const variants = withInstalledPeers(VARIANTS.filter(({ name }) => options.only?.includes(name) ?? true));
  const server = await openBenchServer();
  const parts = [conditions(server.name, options)];
  const tell = (part: string) => {
    parts.push(part);
    console.log(`\n${part}`);
  };
  console.log(parts[0]);
  for (const startups of options.startups) tell(await sized(server, startups, variants, options));
  if (options.embedded)
    tell(`### The embedded database\n\n${await measureEmbedded(700, options.rounds, options.seconds)}`);
  if (options.write) await writeMeasured(parts.join('\n\n'));
});

/** What stands above the tables: where, when, and what was asked. */
function conditions(database: string, { rounds, seconds }: Options): string {
  const machine = `${availableParallelism()} cores of ${cpus()[0]?.model.trim() || 'an unnamed processor'}`;
  const when = new Date().toISOString().slice(0, 10);
  const asked = QUESTIONS.map((question) => `- **${question}**: ${MEANINGS[question]}`).join('\n');
  return `${when}, node ${process.version}, ${database}, ${machine}; 20 clients, medians of ${rounds} × ${seconds} s.\n\n${asked}`;
}

async function sized(
  server: BenchServer,
  startups: number,
  variants: readonly Variant[],
  { rounds, seconds, wide }: Options,
): Promise<string> {
  const name = `registre_bench_${startups}`;
  const url = await server.create(name);
  const start = performance.now();
  const { folder } = await prepared(url, startups);
  console.log(
    `\nFilled with ${startups.toLocaleString('en')} startups in ${((performance.now() - start) / 1000).toFixed(0)} s.`,
  );
  const results = await compare({ url, folder, startups, variants, rounds, seconds, postgres: server.pid });
  const tables = [`### ${startups.toLocaleString('en')} startups`, resultsTable(results, variants), aimsTable(results)];
  if (wide) tables.push(await measureWide(url, folder, startups, seconds));
  await server.drop(name);
  return tables.filter((each) => each !== '').join('\n\n');
}
