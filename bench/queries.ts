import { availableParallelism, cpus } from 'node:os';
import { type BenchServer, openBenchServer } from './queries/benchServer.ts';
import { compare } from './queries/compare.ts';
import { measureEmbedded } from './queries/embedded.ts';
import { HELP, type Options, readOptions } from './queries/options.ts';
import { withPeers } from './queries/peers.ts';
import { prepared } from './queries/prepared.ts';
import { MEANINGS, QUESTIONS } from './queries/questions.ts';
import { writeMeasured } from './queries/readme.ts';
import { aimsTable, resultsTable } from './queries/report.ts';
import { VARIANTS, type Variant } from './queries/variants.ts';
import { measureWide } from './queries/wide.ts';

/** The same questions to the register, its peers and floors: `npm run bench -- --help`. */
const options = readOptions(process.argv.slice(2));
if (options) await bench(options);
else console.log(HELP);

async function bench(options: Options): Promise<void> {
  const variants = await withPeers(VARIANTS.filter(({ name }) => options.variants.includes(name)));
  const server = await openBenchServer(process.env.BENCH_DATABASE_URL || undefined);
  try {
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
  } finally {
    await server.stop();
  }
}

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
  try {
    const start = performance.now();
    const { folder } = await prepared(url, startups);
    console.log(
      `\nFilled with ${startups.toLocaleString('en')} startups in ${((performance.now() - start) / 1000).toFixed(0)} s.`,
    );
    const results = await compare({ url, folder, startups, variants, rounds, seconds, postgres: server.pid });
    const tables = [
      `### ${startups.toLocaleString('en')} startups`,
      resultsTable(results, variants),
      aimsTable(results),
    ];
    if (wide) tables.push(await measureWide(url, folder, startups, seconds));
    return tables.filter((each) => each !== '').join('\n\n');
  } finally {
    await server.drop(name);
  }
}
