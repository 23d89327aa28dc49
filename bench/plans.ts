import { appendFile, readFile, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { Command } from 'commander';
import { table } from '../src/cli/terminal/output.ts';
import { openBenchPostgres } from './harness/benchPostgres.ts';
import { withClient } from './harness/database.ts';
import { startServer, untilReady } from './harness/processes.ts';
import { runBench, wholeNumber } from './harness/runBench.ts';
import type { CapturedStatement } from './queries/captureStatements.ts';
import { endCursorOfPage, FULL_TABLE_QUERIES, KEPT_COUNT_QUERIES, PAGE_QUERY } from './queries/fullTableQueries.ts';
import { prepareRegister } from './queries/prepareRegister.ts';
import { GraphQLResponseError, queryApi } from './queries/queryApi.ts';
import { type Scan, tableScans } from './queries/tableScans.ts';
import { registreServe } from './queries/variants.ts';

const command = new Command('npm run bench:plans --')
  .description(
    'Reports how the SQL statements of registre serve access the startups and their phases, and the duration of each query.',
  )
  .option('--startups <n>', 'number of startups of the register', wholeNumber(200), 70_000)
  .addHelpText('after', '\nPostgreSQL reads small tables without an index: choose a realistic number of startups.');

runBench(command, async ({ startups }: { startups: number }) => {
  const server = await openBenchPostgres();
  const url = await server.create(`registre_bench_${startups}`);
  const { folder } = await prepareRegister(url, startups);
  const capture = join(folder, 'statements.jsonl');
  await appendFile(capture, '');
  const start = registreServe(
    {
      DATABASE_URL: url,
      RESPONSE_CACHE_MB: '0',
      QUERY_TIMEOUT_SECONDS: '300',
      COST_LIMIT: '1000000',
      CAPTURE_FILE: capture,
    },
    folder,
  );
  // From the sources: the build contains its own `pg`.
  const program = ['--import', join(import.meta.dirname, 'queries/captureStatements.ts'), 'src/cli/main.ts', 'serve'];
  const { address } = await startServer(['--import', 'tsx', ...program], start.env);
  await untilReady(address);
  const page = Math.min(10_000, Math.floor(startups / 100));
  const after = await endCursorOfPage(url, address, page - 1);
  const rows: string[][] = [];
  for (const { name, query, variables } of [
    { name: `page ${page.toLocaleString('en')}`, query: PAGE_QUERY, variables: { after } },
    ...[...KEPT_COUNT_QUERIES, ...FULL_TABLE_QUERIES].map((each) => ({ ...each, variables: {} })),
  ]) {
    await truncate(capture);
    const sentAt = performance.now();
    const outcome = await queryApi(address, query, variables).then(
      () => (performance.now() - sentAt).toFixed(0),
      (error: unknown) => (error instanceof GraphQLResponseError ? error.code : Promise.reject(error)),
    );
    const statements = await capturedSelects(capture);
    if (statements.length === 0) throw new Error(`No SQL statement was captured for ${name}.`);
    const scans = await withClient(url, async (client) => {
      const found: Scan[] = [];
      for (const statement of statements) found.push(...(await tableScans(client, statement, ['startup', 'phase'])));
      return found;
    });
    rows.push([
      name,
      outcome,
      scans.some(({ readsAllRows }) => readsAllRows) ? 'yes' : 'no',
      scans.map(describeScan).join('; ') || 'none',
    ]);
  }
  console.log(table(['query', 'ms', 'reads a whole table', 'scans of startup and phase (estimated rows)'], rows));
});

async function capturedSelects(path: string): Promise<CapturedStatement[]> {
  const lines = (await readFile(path, 'utf8')).split('\n').filter((line) => line !== '');
  return lines
    .map((line): CapturedStatement => JSON.parse(line))
    .filter(({ text }) => /^\s*(?:SELECT|WITH)\b/i.test(text));
}

function describeScan({ accessPath, rows }: Scan): string {
  return `${accessPath} (${rows.toLocaleString('en')})`;
}
