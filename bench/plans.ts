import { appendFile, readFile, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { Command } from 'commander';
import { table } from '../src/cli/terminal/output.ts';
import { openBenchServer } from './harness/benchServer.ts';
import { withClient } from './harness/database.ts';
import { startServer } from './harness/processes.ts';
import { runBench, wholeNumber } from './harness/runBench.ts';
import type { Sent } from './queries/capture.ts';
import { askGraph, GraphRefusal } from './queries/graph.ts';
import { type Scan, scansOf } from './queries/planOf.ts';
import { prepared } from './queries/prepared.ts';
import { registre } from './queries/variants.ts';
import { endOfPage, PAGE, WIDE } from './queries/wideQuestions.ts';

const command = new Command('npm run bench:plans --')
  .description('How the statements of registre serve read the table of startups, and how long each answer took.')
  .option('--startups <n>', 'how many startups the register has', wholeNumber(200), 70_000)
  .addHelpText(
    'after',
    '\nPostgreSQL reads a small table whole rather than by an index: give the number that matters to you.',
  );

runBench(command, async ({ startups }: { startups: number }) => {
  const server = await openBenchServer();
  const url = await server.create(`registre_bench_${startups}`);
  const { folder } = await prepared(url, startups);
  const capture = join(folder, 'statements.jsonl');
  await appendFile(capture, '');
  const start = registre(
    {
      DATABASE_URL: url,
      RESPONSE_CACHE_MB: '0',
      QUERY_TIMEOUT_SECONDS: '300',
      COST_LIMIT: '1000000',
      CAPTURE_FILE: capture,
    },
    folder,
  );
  const { address } = await startServer(
    ['--import', 'tsx', '--import', join(import.meta.dirname, 'queries/capture.ts'), ...start.arguments],
    start.env,
  );
  const page = Math.min(10_000, Math.floor(startups / 100));
  const after = await endOfPage(url, address, page - 1);
  const rows: string[][] = [];
  for (const { what, query, variables } of [
    { what: `page ${page.toLocaleString('en')}`, query: PAGE, variables: { after } },
    ...WIDE.map((each) => ({ ...each, variables: {} })),
  ]) {
    await truncate(capture);
    const began = performance.now();
    const outcome = await askGraph(address, query, variables).then(
      () => (performance.now() - began).toFixed(0),
      (error: unknown) => (error instanceof GraphRefusal ? error.code : Promise.reject(error)),
    );
    const statements = await sentTo(capture);
    if (statements.length === 0) throw new Error(`nothing was seen of what the server sent for ${what}`);
    const scans = await withClient(url, async (client) => {
      const found: Scan[] = [];
      for (const sent of statements) found.push(...(await scansOf(client, sent, 'startup')));
      return found;
    });
    rows.push([what, outcome, scans.some(({ whole }) => whole) ? 'all' : 'no', scans.map(told).join('; ') || 'none']);
  }
  console.log(table(['asked', 'ms', 'reads all startups', 'ways through startup'], rows));
});

async function sentTo(path: string): Promise<Sent[]> {
  const lines = (await readFile(path, 'utf8')).split('\n').filter((line) => line !== '');
  return lines.map((line): Sent => JSON.parse(line)).filter(({ text }) => /^\s*(?:SELECT|WITH)\b/i.test(text));
}

function told({ how, rows }: Scan): string {
  return `${how} (${rows.toLocaleString('en')})`;
}
